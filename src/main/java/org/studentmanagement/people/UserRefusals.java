package org.studentmanagement.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.List;
import org.studentmanagement.api.ConstraintRefusal;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;

/** What the constraints of {@code users} stand for. */
@ApplicationScoped
class UserRefusals {
    private record Refusal(String constraint, String member, String fault) implements ConstraintRefusal {
        @Override
        public ProblemException explain(Row row) {
            return ProblemException.invalid(List.of(Problem.Fault.at("/" + member, fault)));
        }
    }

    @Produces
    ConstraintRefusal ofStudent() {
        return new Refusal("users_student_id_fkey", "student_id", "is the id of no student");
    }

    @Produces
    ConstraintRefusal ofTeacher() {
        return new Refusal("users_teacher_id_fkey", "teacher_id", "is the id of no teacher");
    }

    @Produces
    ConstraintRefusal ofStudentAlone() {
        return new Refusal(
                "users_check", "student_id", "must be null with a teacher_id or roles: a student is nothing else");
    }
}
