package org.studentmanagement.grading;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.api.Sql;
import org.studentmanagement.people.Teaching;

/** Whose tests a caller reaches: a teacher those of the own courses and classes. */
final class TestReach {
    @RegisterForReflection
    record Taught(boolean taught) {}

    private static final String TAUGHT = """
            SELECT EXISTS (
              SELECT FROM course_teachers ct WHERE ct.course_id = t.course_id AND ct.teacher_id = $2
              UNION ALL
              SELECT FROM class_teachers ct WHERE ct.class_id = t.class_id AND ct.teacher_id = $2) AS taught
            FROM tests t WHERE t.id = $1
            """;

    private static final String OWN_CLASS =
            "SELECT EXISTS (SELECT FROM class_teachers WHERE class_id = $1 AND teacher_id = $2) AS taught";

    private static final String NOT_OWN = "not a test of the teacher's own";

    private TestReach() {}

    /**
     * Fails, where the caller is bound to a teacher, unless it is a test of that one's: with 404 where there is none, else with 403.
     *
     * @param unbound as in {@link Teaching#boundTo}
     */
    static Uni<Void> of(SecurityIdentity identity, long test, String... unbound) {
        Long teacher = Teaching.boundTo(identity, unbound);
        if (teacher == null) {
            return Uni.createFrom().voidItem();
        }
        return Sql.newest(Taught.class, TAUGHT, test, teacher)
                .invoke(found -> {
                    if (found.isEmpty()) {
                        throw new NotFound("test", test);
                    }
                })
                .flatMap(TestReach::own);
    }

    /** The same of one that is to be stored. */
    static Uni<Void> of(SecurityIdentity identity, TestRequest request, String... unbound) {
        Long teacher = Teaching.boundTo(identity, unbound);
        if (teacher == null || request.courseId() == null && request.classId() == null) {
            return Uni.createFrom().voidItem();
        }
        return request.courseId() != null
                ? Teaching.reaches(identity, request.courseId(), unbound)
                : Sql.newest(Taught.class, OWN_CLASS, request.classId(), teacher)
                        .flatMap(TestReach::own);
    }

    private static Uni<Void> own(List<Taught> found) {
        if (!found.get(0).taught()) {
            throw new ForbiddenException(NOT_OWN);
        }
        return Uni.createFrom().voidItem();
    }
}
