package org.studentmanagement.people;

import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;

/** 403: the provider knows somebody who is no user here. Nobody becomes one by signing in. */
class UnknownPerson extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN = "Nobody who may sign in here is whom the provider tells of";

    @Example(when = WHEN, path = "/api/session/provider")
    UnknownPerson() {
        super(
                StatusCode.FORBIDDEN,
                "unknown-person",
                "Nobody here is known by that sign-in",
                "The provider knows you, and this service has no user of that e-mail address who may sign in, or the provider has"
                        + " not verified the address. Ask an administrator.");
    }

    @Override
    public String reason() {
        return "no user of the provider's claim";
    }
}
