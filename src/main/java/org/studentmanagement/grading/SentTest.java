package org.studentmanagement.grading;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Sql;

/**
 * A test as other school software sends it, which knows no versions: the last that is sent counts. The rules are those of everybody;
 * values that break one fail with {@link ConstraintViolationException}.
 *
 * @param courseId either this or the class
 * @param maximum null where it is to stay, or 100 of a new one
 * @param weight null where it is to stay, or 1 of a new one
 */
public record SentTest(
        String title,
        String category,
        Long courseId,
        Long classId,
        LocalDate heldOn,
        BigDecimal maximum,
        BigDecimal weight) {
    private static final BigDecimal MAXIMUM = BigDecimal.valueOf(100);

    @RegisterForReflection
    record Id(long id) {}

    @RegisterForReflection
    record Stored(String code, Long courseId, Long classId, BigDecimal maximum, BigDecimal weight) {}

    @RegisterForReflection
    record Counted(long count) {}

    @RegisterForReflection
    record Coded(long id, String code) {}

    private static final String STORE = """
            INSERT INTO tests (code, title, category, course_id, class_id, held_on, maximum, weight)
            SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::date[], $7::text[]::numeric[], $8::text[]::numeric[])
            RETURNING id, code
            """;

    private static final String LOCK =
            "SELECT code, course_id, class_id, maximum, weight FROM tests WHERE id = $1 FOR UPDATE";

    private static final String ABOVE = "SELECT count(*) FROM marks WHERE test_id = $1 AND score > $2::text::numeric";

    private static final String CHANGE = """
            UPDATE tests SET title = $2, category = $3, held_on = $4, maximum = $5::text::numeric, weight = $6::text::numeric
            WHERE id = $1 RETURNING id
            """;

    private static final String MARKS = "SELECT count(*) FROM marks WHERE test_id = $1";

    private static final String REMOVE = "DELETE FROM tests WHERE id = $1 RETURNING id";

    /**
     * As drafts, all or none.
     *
     * @param tests by the codes that they are to have
     * @return their ids, by the same
     */
    public static Uni<Map<String, Long>> store(Map<String, SentTest> tests) {
        List<TestRequest> all = tests.entrySet().stream()
                .map(test -> test.getValue().checked(test.getKey(), MAXIMUM, BigDecimal.ONE))
                .toList();
        return Sql.write(
                        Coded.class,
                        STORE,
                        of(all, TestRequest::code, String[]::new),
                        of(all, TestRequest::title, String[]::new),
                        of(all, TestRequest::category, String[]::new),
                        of(all, TestRequest::courseId, Long[]::new),
                        of(all, TestRequest::classId, Long[]::new),
                        of(all, TestRequest::heldOn, LocalDate[]::new),
                        of(all, test -> test.maximum().toPlainString(), String[]::new),
                        of(all, test -> test.weight().toPlainString(), String[]::new))
                .map(stored -> stored.stream().collect(Collectors.toMap(Coded::code, Coded::id)));
    }

    private static <T> T[] of(List<TestRequest> tests, Function<TestRequest, T> value, IntFunction<T[]> array) {
        return tests.stream().map(value).toArray(array);
    }

    /** In place of one that is stored. Whose test it is stays. */
    public Uni<Void> change(long id) {
        return Sql.transaction(sql -> locked(sql, id).flatMap(stored -> {
                    TestRequest test = checked(stored.code(), stored.maximum(), stored.weight());
                    if (!Objects.equals(stored.courseId(), courseId) || !Objects.equals(stored.classId(), classId)) {
                        throw ProblemException.invalid(List.of(
                                Problem.Fault.at("/class", "must stay as it is: store another test for others")));
                    }
                    String most = test.maximum().toPlainString();
                    return sql.run(Counted.class, ABOVE, id, most)
                            .invoke(above -> {
                                if (above.get(0).count() > 0) {
                                    throw new ScoresAbove(above.get(0).count());
                                }
                            })
                            .flatMap(fitting -> sql.run(
                                    Id.class,
                                    CHANGE,
                                    id,
                                    test.title(),
                                    test.category(),
                                    test.heldOn(),
                                    most,
                                    test.weight().toPlainString()));
                }))
                .replaceWithVoid();
    }

    /** Fails while the test has marks. */
    public static Uni<Void> remove(long id) {
        return Sql.transaction(sql -> locked(sql, id)
                        .flatMap(stored -> sql.run(Counted.class, MARKS, id))
                        .invoke(marks -> {
                            if (marks.get(0).count() > 0) {
                                throw StillHasMarks.ofTest(marks.get(0).count());
                            }
                        })
                        .flatMap(none -> sql.run(Id.class, REMOVE, id)))
                .replaceWithVoid();
    }

    private static Uni<Stored> locked(Sql sql, long id) {
        return sql.run(Stored.class, LOCK, id).map(found -> {
            if (found.isEmpty()) {
                throw new NotFound("test", id);
            }
            return found.get(0);
        });
    }

    private TestRequest checked(String code, BigDecimal otherwise, BigDecimal otherWeight) {
        return checked(new TestRequest(
                code,
                title,
                category,
                courseId,
                classId,
                heldOn,
                Objects.requireNonNullElse(maximum, otherwise),
                Objects.requireNonNullElse(weight, otherWeight)));
    }

    static <T> T checked(T request) {
        refuse(validator().validate(request));
        return request;
    }

    static void checkCategory(String category) {
        refuse(validator().validateValue(TestRequest.class, "category", category));
    }

    private static <T> void refuse(Set<ConstraintViolation<T>> violations) {
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
    }

    private static Validator validator() {
        return Arc.container().instance(Validator.class).get();
    }
}
