package org.studentmanagement.notice;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.studentmanagement.api.ConstraintRefusal;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;

/** What the constraint of {@code notices} over several columns stands for. */
@ApplicationScoped
class NoticeRefusals implements ConstraintRefusal {
    @Override
    public String constraint() {
        return "notices_check";
    }

    @Override
    public ProblemException explain(Row row) {
        Notice notice = (Notice) row;
        Map<String, Boolean> fits = Map.of(
                NoticeValues.CLASS, fits(notice, NoticeValues.CLASS, notice.classId),
                NoticeValues.COURSE, fits(notice, NoticeValues.COURSE, notice.courseId),
                NoticeValues.STUDENT, fits(notice, NoticeValues.STUDENT, notice.studentId));
        List<Problem.Fault> faults = fits.entrySet().stream()
                .filter(member -> !member.getValue())
                .map(member -> Problem.Fault.at(
                        "/" + member.getKey() + "_id",
                        member.getKey().equals(notice.audience)
                                ? "must not be null: send the id of the " + member.getKey()
                                : "must be null: the audience is " + notice.audience))
                .toList();
        return ProblemException.invalid(
                faults.isEmpty()
                        ? List.of(Problem.Fault.at("/shown_until", "must be after shown_from, or null"))
                        : faults);
    }

    private static boolean fits(Notice notice, String audience, Long id) {
        return notice.audience.equals(audience) == (id != null);
    }
}
