package org.studentmanagement.people;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;

/** 401: nobody signs in so. One sentence for all reasons, so that nobody learns who has an account. */
class SignInRefused extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN = "No user who may sign in has the e-mail address, or the password is another";

    @Example(when = WHEN, path = "/api/session")
    SignInRefused() {
        super(
                StatusCode.UNAUTHORIZED,
                "sign-in-refused",
                "The address or the password is not right",
                "Nobody who may sign in has this e-mail address with this password. An administrator hands out a link for a"
                        + " new one.");
    }

    @Override
    public String reason() {
        return "not the user's password";
    }

    @Override
    public Map<String, String> headers() {
        return Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
}
