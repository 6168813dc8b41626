package org.studentmanagement.billing;

import java.util.List;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;

/** 422: whoever is to pay or has paid does not exist. */
class UnknownStudent extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN = "There is no such student: nothing was stored";

    @Example(when = WHEN, path = "/api/fees")
    static UnknownStudent example() {
        return new UnknownStudent(9);
    }

    UnknownStudent(long id) {
        super(
                UNPROCESSABLE_CONTENT,
                "unknown-student",
                "The student does not exist",
                "No student has the id %d. Nothing was stored; send the id of an existing student.".formatted(id),
                List.of(Problem.Fault.at("/student_id", "is the id of no student")));
    }
}
