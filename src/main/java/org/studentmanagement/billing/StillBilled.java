package org.studentmanagement.billing;

import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.SharedResponse;

/** 409: a student with fees or payments cannot be deleted. */
class StillBilled extends ProblemException {
    private static final long serialVersionUID = 1L;

    @Example(when = SharedResponse.IN_USE, path = "/api/students/1")
    StillBilled() {
        super(
                StatusCode.CONFLICT,
                "still-billed",
                "Fees or payments refer to it",
                "The student has fees or payments, of which the books are kept. Delete fees that were charged by mistake; a"
                        + " student who asks for it is erased, by which the books become anonymous.");
    }
}
