package org.studentmanagement.idempotency;

import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Gives the answer of the first request to the one that repeats it. */
class Replay {
    @ServerExceptionMapper
    Response answer(AnsweredBefore before) {
        return before.response();
    }
}
