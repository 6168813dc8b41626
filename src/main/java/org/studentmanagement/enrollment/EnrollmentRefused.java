package org.studentmanagement.enrollment;

import java.util.List;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;

/** 409: a course does not take the student now. The problem's type is that of the first, errors has the reason of each. */
class EnrollmentRefused extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN =
            "A course is full, not open for enrollment, asks for others that are not completed, or is"
                    + " completed itself: the problem's type says which, errors each, with the place on the waiting list that the"
                    + " student would get. Nothing was changed";

    EnrollmentRefused(List<Verdict> refused, List<Long> asked) {
        super(
                StatusCode.CONFLICT,
                kind(refused.get(0)),
                title(refused.get(0)),
                refused.stream()
                                .map(verdict -> "Course %d %s.".formatted(verdict.course(), reason(verdict)))
                                .collect(Collectors.joining(" "))
                        + " Nothing was changed." + advice(refused.get(0)),
                refused.stream().map(verdict -> fault(verdict, asked)).toList());
    }

    private static Problem.Fault fault(Verdict verdict, List<Long> asked) {
        int index = asked.indexOf(verdict.course());
        return new Problem.Fault(
                index < 0 ? null : "/course_ids/" + index,
                index < 0 ? "course_id" : null,
                reason(verdict),
                verdict.is(Verdict.FULL) ? verdict.place() : null);
    }

    static String kind(Verdict verdict) {
        return switch (verdict.outcome()) {
            case "EARLY", "LATE" -> "enrollment-closed";
            case "UNPREPARED" -> "prerequisites-missing";
            case "COMPLETED" -> "enrollment-completed";
            default -> "course-full";
        };
    }

    private static String title(Verdict verdict) {
        return switch (verdict.outcome()) {
            case "EARLY", "LATE" -> "The course is not open for enrollment";
            case "UNPREPARED" -> "Prerequisites are not completed";
            case "COMPLETED" -> "The enrollment is completed";
            default -> "The course is full";
        };
    }

    static String reason(Verdict verdict) {
        return switch (verdict.outcome()) {
            case "EARLY" -> "opens for enrollment at " + verdict.opensAt();
            case "LATE" -> "has closed for enrollment at " + verdict.closesAt();
            case "UNPREPARED" ->
                "asks for %s, completed with distinction or pass".formatted(String.join(", ", verdict.missing()));
            case "COMPLETED" -> "is completed by the student, and a completed enrollment stays";
            default -> "is full: the place on its waiting list would be " + verdict.place();
        };
    }

    private static String advice(Verdict verdict) {
        return switch (verdict.outcome()) {
            case Verdict.FULL -> " Send \"waitlist\": true to wait for a seat.";
            case "COMPLETED" -> " A registrar can take the completion back.";
            default -> "";
        };
    }
}
