package org.studentmanagement.grading;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.ConstraintRefusal;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;
import org.studentmanagement.api.SharedResponse;

/** 409: the maximum of a test cannot be less than a score that was given. */
class ScoresAbove extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String OR_TAKEN = SharedResponse.EXISTS + ". Or: scores are above the maximum";

    ScoresAbove(long scores) {
        super(
                StatusCode.CONFLICT,
                "scores-above",
                "Scores are above the maximum",
                "Marks have a higher score than that: %d. Nothing was changed; change these first, or send a higher maximum."
                        .formatted(scores),
                List.of(Problem.Fault.at("/maximum", "must not be less than a score that was given")));
    }

    @Example(when = OR_TAKEN, path = "/api/tests/1")
    static ScoresAbove example() {
        return new ScoresAbove(3);
    }

    /** The foreign key brings the maximum to the marks, whose check refuses it. */
    @ApplicationScoped
    static class Refusal implements ConstraintRefusal {
        @Override
        public String constraint() {
            return "marks_check";
        }

        @Override
        public ProblemException explain(Row row) {
            BigDecimal maximum = ((Test) row).maximum;
            return new ScoresAbove(Mark.count("testId = ?1 AND score > ?2", row.id, maximum));
        }
    }
}
