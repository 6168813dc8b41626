package org.studentmanagement.schoolclass;

import java.util.List;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;

/** 422: the request names students that are not in the class. */
class NotMembers extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN = "Some of the students are not in the class: nothing was changed";

    @Example(when = WHEN, path = "/api/classes/1/roll-numbers")
    static NotMembers example() {
        return new NotMembers(List.of("/roll_numbers/0/student_id"));
    }

    NotMembers(List<String> pointers) {
        super(
                UNPROCESSABLE_CONTENT,
                "not-members",
                "Some students are not in the class",
                "Students that are not in the class: %d. Nothing was changed; send ids of present members only."
                        .formatted(pointers.size()),
                pointers.stream()
                        .map(pointer -> Problem.Fault.at(pointer, "is the id of no present member"))
                        .toList());
    }
}
