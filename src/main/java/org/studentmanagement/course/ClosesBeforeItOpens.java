package org.studentmanagement.course;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.studentmanagement.api.ConstraintRefusal;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;

/** What the constraint of {@code courses} over the two ends of its window stands for. */
@ApplicationScoped
class ClosesBeforeItOpens implements ConstraintRefusal {
    @Override
    public String constraint() {
        return "courses_check";
    }

    @Override
    public ProblemException explain(Row row) {
        return ProblemException.invalid(List.of(Problem.Fault.at(
                "/enrollment_closes_at", "must be after enrollment_opens_at: send a later time, or null")));
    }
}
