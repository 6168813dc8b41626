package org.studentmanagement.api;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Keeps count of tokens that were not valid. */
public interface FailedAttempts {
    /** Counts one, and refuses the request in other words if there were too many from where it comes. */
    Optional<ProblemException> invalidToken(HttpServerRequest request);
}
