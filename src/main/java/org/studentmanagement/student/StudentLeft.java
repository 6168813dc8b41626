package org.studentmanagement.student;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.ConstraintRefusal;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;

/** 409: nothing begins for a student who has left school, as triggers of the tables say where that would be stored. */
public class StudentLeft extends ProblemException {
    private static final long serialVersionUID = 1L;

    public static final String WHEN = "A student has left school: nothing was stored";

    public static final String KIND = "student-left";

    @Example(when = WHEN, path = "/api/students/1/courses")
    StudentLeft() {
        super(
                StatusCode.CONFLICT,
                KIND,
                "The student has left school",
                "A request to leave school was granted, so that no enrollment, no place on a waiting list or in a class, and no fee"
                        + " of a month after the last day begins. Nothing was stored; where the student has come back, take the"
                        + " departure back first.");
    }

    /** Of whichever table a row was to be added to. */
    @ApplicationScoped
    static class Refusal implements ConstraintRefusal {
        @Override
        public String constraint() {
            return "students_departed";
        }

        @Override
        public ProblemException explain(Row row) {
            return new StudentLeft();
        }

        @Override
        public Optional<ProblemException> explain() {
            return Optional.of(new StudentLeft());
        }
    }
}
