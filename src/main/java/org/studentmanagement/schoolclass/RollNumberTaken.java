package org.studentmanagement.schoolclass;

import java.util.List;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;

/** 409: another member of the class has the roll number. */
class RollNumberTaken extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN = "Another member has the roll number: detail says who. Nothing was changed";

    private static final String HELD = "is that of %s";

    RollNumberTaken(String sentence, List<Problem.Fault> faults) {
        super(StatusCode.CONFLICT, "roll-number-taken", "The roll number is taken", sentence, faults);
    }

    @Example(when = WHEN, path = "/api/students/1/class")
    static RollNumberTaken example() {
        return by("Ada Lovelace (11391)", 7);
    }

    static RollNumberTaken by(String holder, int number) {
        return new RollNumberTaken(
                ("Roll number %d of the class is that of %s. Nothing was changed; send another, or none,"
                                + " or set those of several at once by a PUT to the roll-numbers of the class.")
                        .formatted(number, holder),
                List.of(fault("/roll_number", holder)));
    }

    static Problem.Fault fault(String pointer, String holder) {
        return Problem.Fault.at(pointer, HELD.formatted(holder));
    }
}
