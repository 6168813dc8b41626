package org.studentmanagement.billing;

import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;

/** 409: a payment is taken back once, and a reversal never. */
class Reversed extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN = "It was taken back already, or is a reversal itself: nothing was stored";

    private static final String PATH = "/api/payments/1/reversal";

    @Example(when = WHEN, path = PATH)
    Reversed() {
        this("The payment was taken back already; reversed_by of it has with what. Nothing was stored.");
    }

    private Reversed(String detail) {
        super(StatusCode.CONFLICT, "payment-reversed", "It cannot be taken back", detail);
    }

    @Example(when = WHEN, name = "payment-reversed-itself", path = PATH)
    static Reversed itself() {
        return new Reversed("It is a reversal itself, and stays. Take a new payment down. Nothing was stored.");
    }
}
