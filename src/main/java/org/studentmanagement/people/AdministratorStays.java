package org.studentmanagement.people;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.ConstraintRefusal;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;
import org.studentmanagement.api.ServerError;

/** 409: somebody has to be left who lets people in, and nobody shuts himself out. */
class AdministratorStays extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN = "The user is the caller, or the last administrator: nothing was changed";

    /** That the triggers name. */
    private static final String CONSTRAINT = "users_administrator";

    private AdministratorStays(String kind, String title, String detail) {
        super(StatusCode.CONFLICT, kind, title, detail);
    }

    @Example(when = WHEN, path = "/api/users/1/disablement")
    static AdministratorStays last() {
        return new AdministratorStays(
                "last-administrator",
                "Nobody else is an administrator",
                "No other user who may sign in has the role admin. Give it to another one first. Nothing was changed.");
    }

    @Example(when = WHEN, path = "/api/users/1/disablement")
    static AdministratorStays oneself() {
        return new AdministratorStays(
                "own-administration",
                "It is you",
                "Nobody shuts himself out, or takes the role admin from himself. Ask another administrator. Nothing was changed.");
    }

    static boolean in(Throwable failure) {
        return ServerError.breaks(failure, CONSTRAINT);
    }

    @ApplicationScoped
    static class Refusal implements ConstraintRefusal {
        @Override
        public String constraint() {
            return CONSTRAINT;
        }

        @Override
        public ProblemException explain(Row row) {
            return last();
        }
    }
}
