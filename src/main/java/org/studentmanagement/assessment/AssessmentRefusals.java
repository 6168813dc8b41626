package org.studentmanagement.assessment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.studentmanagement.api.ConstraintRefusal;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;

/** What the constraints of assessments and their results stand for. The sentences have the words of who sends them: OneRoster. */
@ApplicationScoped
class AssessmentRefusals {
    private static final String SCALE = "scoreScale.sourcedId";
    private static final String CLASS = "class.sourcedId";

    private record Refusal(String constraint, Supplier<ProblemException> explanation) implements ConstraintRefusal {
        @Override
        public ProblemException explain(Row row) {
            return explanation.get();
        }

        @Override
        public Optional<ProblemException> explain() {
            return Optional.of(explanation.get());
        }
    }

    /** It refuses the deletion of a student, whose row it is told, and a result of nobody. */
    private record OfStudent(String constraint) implements ConstraintRefusal {
        @Override
        public ProblemException explain(Row row) {
            return AssessmentInUse.ofStudent(AssessmentResult.count("student.id", row.id));
        }

        @Override
        public Optional<ProblemException> explain() {
            return Optional.of(new UnknownOfAssessment("student.sourcedId"));
        }
    }

    @Produces
    ConstraintRefusal ofStudent() {
        return new OfStudent("assessment_results_student_id_fkey");
    }

    @Produces
    ConstraintRefusal ofAssessment() {
        return unknown("assessment_results_assessment_id_fkey", "assessmentLineItem.sourcedId");
    }

    @Produces
    ConstraintRefusal ofParent() {
        return unknown("assessments_parent_id_fkey", "parentAssessmentLineItem.sourcedId");
    }

    @Produces
    ConstraintRefusal ofCourse() {
        return unknown("assessments_course_id_fkey", CLASS);
    }

    @Produces
    ConstraintRefusal ofClass() {
        return unknown("assessments_class_id_fkey", CLASS);
    }

    @Produces
    ConstraintRefusal ofScaleOfCourse() {
        return unknown("assessments_scale_course_id_fkey", SCALE);
    }

    @Produces
    ConstraintRefusal ofScaleOfClass() {
        return unknown("assessments_scale_class_id_fkey", SCALE);
    }

    @Produces
    ConstraintRefusal ofResultsScaleOfCourse() {
        return unknown("assessment_results_scale_course_id_fkey", SCALE);
    }

    @Produces
    ConstraintRefusal ofResultsScaleOfClass() {
        return unknown("assessment_results_scale_class_id_fkey", SCALE);
    }

    @Produces
    ConstraintRefusal fitting() {
        return new Refusal(
                "assessments_check",
                () -> ProblemException.invalid(
                        List.of(
                                Problem.Fault.at(
                                        "",
                                        "is a part of itself, or has a resultValueMin above the resultValueMax: send another parent, or the lower first"))));
    }

    private static ConstraintRefusal unknown(String constraint, String member) {
        return new Refusal(constraint, () -> new UnknownOfAssessment(member));
    }
}
