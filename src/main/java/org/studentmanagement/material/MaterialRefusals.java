package org.studentmanagement.material;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.List;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.ConstraintRefusal;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;
import org.studentmanagement.api.SharedResponse;

/** What the constraints of {@code materials} stand for. */
@ApplicationScoped
class MaterialRefusals {
    static final String WHEN = "There is no such course or class: nothing was stored";

    private record Refusal(String constraint, Function<Row, ProblemException> explanation)
            implements ConstraintRefusal {
        @Override
        public ProblemException explain(Row row) {
            return explanation.apply(row);
        }
    }

    /** 422: a material cannot be for what does not exist. */
    static final class UnknownCourseOrClass extends ProblemException {
        private static final long serialVersionUID = 1L;

        private UnknownCourseOrClass(String noun, Long id) {
            super(
                    UNPROCESSABLE_CONTENT,
                    "unknown-course-or-class",
                    "The " + noun + " does not exist",
                    "No %s has the id %d. Nothing was stored; send the id of an existing one, or null."
                            .formatted(noun, id),
                    List.of(Problem.Fault.at("/" + noun + "_id", "is the id of no " + noun)));
        }
    }

    @Example(when = WHEN, path = "/api/materials")
    private static UnknownCourseOrClass unknownCourse() {
        return new UnknownCourseOrClass("course", 9L);
    }

    /** 409: a course or a class cannot go while there is material for it. */
    static final class StillHasMaterials extends ProblemException {
        private static final long serialVersionUID = 1L;

        private StillHasMaterials(long materials) {
            super(
                    StatusCode.CONFLICT,
                    "still-has-materials",
                    "There is study material for it",
                    "Study materials are for it: %d. Delete them, or give each another audience, first."
                            .formatted(materials));
        }
    }

    @Example(when = SharedResponse.IN_USE, path = "/api/courses/1")
    private static StillHasMaterials example() {
        return new StillHasMaterials(3);
    }

    @Produces
    ConstraintRefusal course() {
        return new Refusal(
                "materials_course_id_fkey",
                row -> row instanceof Material material
                        ? new UnknownCourseOrClass("course", material.courseId)
                        : new StillHasMaterials(Material.count("courseId", row.id)));
    }

    @Produces
    ConstraintRefusal schoolClass() {
        return new Refusal(
                "materials_class_id_fkey",
                row -> row instanceof Material material
                        ? new UnknownCourseOrClass("class", material.classId)
                        : new StillHasMaterials(Material.count("classId", row.id)));
    }

    @Produces
    ConstraintRefusal fitting() {
        return new Refusal("materials_check", row -> {
            Material material = (Material) row;
            return material.courseId != null && material.classId != null
                    ? invalid("/class_id", "must be null with course_id: send one of them")
                    : invalid("/url", "must be null while there is a file: delete that");
        });
    }

    private static ProblemException invalid(String member, String detail) {
        return ProblemException.invalid(List.of(Problem.Fault.at(member, detail)));
    }
}
