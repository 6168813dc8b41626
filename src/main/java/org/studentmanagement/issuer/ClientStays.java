package org.studentmanagement.issuer;

import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.ServerError;

/** 409: there is a client of the name, or the database lets the server change none. */
class ClientStays extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN =
            "The name is taken, or the clients are changed by the command alone: nothing was changed";

    private ClientStays(String kind, String title, String detail) {
        super(StatusCode.CONFLICT, kind, title, detail);
    }

    @Example(when = WHEN, path = "/api/clients/moodle")
    static ClientStays example() {
        return taken("moodle");
    }

    static ClientStays taken(String name) {
        return new ClientStays(
                "client-exists",
                "The name is taken",
                "There is a client %s already, which may have been revoked. Take another name, or give it a new secret. Nothing was changed."
                        .formatted(name));
    }

    @Example(when = WHEN, path = "/api/clients/moodle")
    static ClientStays readOnly() {
        return new ClientStays(
                "clients-read-only",
                "The service may only read the clients",
                "Its user of the database was given no right to change them. Ask the operator, who does it by the command client. Nothing was"
                        + " changed.");
    }

    static boolean isForbidden(Throwable failure) {
        return ServerError.forbids(failure);
    }
}
