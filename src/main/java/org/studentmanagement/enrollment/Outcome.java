package org.studentmanagement.enrollment;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What the statement that most enrollments need has done about one course.
 *
 * @param outcome ADDED, KEPT, UNKNOWN, or REFUSED where one of the courses refuses
 * @param student whether there is such a student
 */
@RegisterForReflection
record Outcome(long course, String outcome, boolean student) {
    static boolean refused(List<Outcome> outcomes) {
        return outcomes.stream().anyMatch(each -> each.outcome().equals("REFUSED"));
    }

    static List<Verdict> verdicts(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(each -> new Verdict(each.course(), each.outcome(), each.student(), null, null, null, null))
                .toList();
    }
}
