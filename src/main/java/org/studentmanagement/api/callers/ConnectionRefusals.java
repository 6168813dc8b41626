package org.studentmanagement.api.callers;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;

/** What a caller is told before its connection is closed, below HTTP: the request has not come in full. */
final class ConnectionRefusals {
    @Example
    static final ProblemException TOO_SLOW = new ProblemException(
            StatusCode.REQUEST_TIMEOUT,
            "request-timeout",
            "The request took too long to arrive",
            "Nothing was stored. Send the request again, its headers and its body without a pause.");

    @Example
    static final ProblemException BUSY = new ProblemException(
            StatusCode.SERVICE_UNAVAILABLE,
            "busy",
            "Too many callers at once",
            "Nothing was stored. " + ProblemException.COME_AGAIN);

    private ConnectionRefusals() {}

    static ByteBuf answer(ProblemException refusal, String requestId, byte[] problem) {
        long retryAfter = refusal.retryAfter();
        String head =
                "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nX-Request-ID: %s\r\nConnection: close\r\n%s\r\n"
                        .formatted(
                                refusal.status(),
                                Status.fromStatusCode(refusal.status()).getReasonPhrase(),
                                Problem.MEDIA_TYPE,
                                problem.length,
                                requestId,
                                retryAfter > 0 ? "Retry-After: " + retryAfter + "\r\n" : "");
        return Unpooled.wrappedBuffer(head.getBytes(StandardCharsets.US_ASCII), problem);
    }
}
