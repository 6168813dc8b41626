package org.studentmanagement.schoolclass;

import java.util.List;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;

/** 422: the request names a class that does not exist. */
public class UnknownClass extends ProblemException {
    private static final long serialVersionUID = 1L;

    public static final String WHEN = "There is no such class: nothing was changed";

    @Example(when = WHEN, path = "/api/students/1/class")
    static UnknownClass example() {
        return new UnknownClass(9);
    }

    public UnknownClass(long id) {
        super(
                UNPROCESSABLE_CONTENT,
                "unknown-class",
                "The class does not exist",
                "No class has the id %d. Nothing was changed; send the id of an existing class.".formatted(id),
                List.of(Problem.Fault.at("/class_id", "is the id of no class")));
    }
}
