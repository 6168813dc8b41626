package org.studentmanagement.grading;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.studentmanagement.api.KnownVersion;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.api.Sql;

/**
 * A mark as other school software sends it, which knows no versions. The rules are those of everybody, and what becomes of a mark that
 * students have seen is kept as ever.
 *
 * @param state marked, absent or excused
 * @param score null unless marked
 */
public record SentMark(long student, String state, BigDecimal score, String remark) {
    /** The most of one test in a call. */
    public static final int MOST = MarksRequest.MOST;

    @RegisterForReflection
    record Version(long studentId, long version) {}

    private static final String VERSIONS =
            "SELECT student_id, version FROM marks WHERE test_id = $1 AND student_id IN (SELECT unnest($2::bigint[]))";

    /** As with {@code If-Match: *}. */
    private static final KnownVersion ANY = new KnownVersion() {
        @Override
        public void require(long stored) {
            // whichever it is
        }
    };

    /**
     * Gives or changes marks of a test, all or none.
     *
     * @param reason why those that students have seen become others
     * @return of each in its order, whether it is new
     */
    public static Uni<List<Boolean>> store(long test, List<SentMark> marks, String reason) {
        Long[] students = marks.stream().map(SentMark::student).toArray(Long[]::new);
        return Sql.around(sql -> sql.find(() -> new NotFound("test", test), Marking.LOCK, test)
                        // whoever marks locks the test, so that these are the versions to the end
                        .flatMap(locked -> sql.run(Version.class, VERSIONS, test, students))
                        .flatMap(stored -> Marking.mark(test, request(marks, stored, reason))))
                .map(decisions -> decisions.stream()
                        .map(decision -> decision.outcome().equals("ADDED"))
                        .toList());
    }

    /** Takes a mark away. */
    public static Uni<Void> remove(long test, long student, String reason) {
        return Marking.delete(test, student, ANY, reason);
    }

    private static MarksRequest request(List<SentMark> marks, List<Version> stored, String reason) {
        Map<Long, Long> versions = new HashMap<>();
        stored.forEach(mark -> versions.put(mark.studentId(), mark.version()));
        List<MarksRequest.Item> items = marks.stream()
                .map(mark -> new MarksRequest.Item(
                        mark.student(),
                        null,
                        mark.state(),
                        mark.score(),
                        mark.remark(),
                        versions.getOrDefault(mark.student(), 0L)))
                .toList();
        return SentTest.checked(new MarksRequest(items, reason, true, false));
    }
}
