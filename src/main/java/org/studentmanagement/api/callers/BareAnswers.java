package org.studentmanagement.api.callers;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.RequestId;

/** The problems of requests that were refused below the code, by a status alone. */
final class BareAnswers {
    private static final Logger LOG = Logger.getLogger(BareAnswers.class);

    static final ProblemException UNREADABLE_BODY = new ProblemException(
            StatusCode.BAD_REQUEST,
            "invalid-request",
            "The request is not valid",
            "The body is not chunked as its header says. Nothing was stored.");

    @Example
    private static final ProblemException ORIGIN_NOT_ALLOWED = new ProblemException(
            StatusCode.FORBIDDEN,
            "origin-not-allowed",
            "The origin is not allowed",
            "A page of this Origin may not call the service. Its operator names those that may.");

    @Example
    private static final ProblemException URI_TOO_LONG = new ProblemException(
            StatusCode.URI_TOO_LONG, "uri-too-long", "The request line is too long", "Send a shorter path and query.");

    @Example
    private static final ProblemException HEADERS_TOO_LARGE = new ProblemException(
            StatusCode.REQUEST_HEADER_FIELDS_TOO_LARGE,
            "headers-too-large",
            "The headers are too large",
            "Send fewer or shorter headers.");

    private static final Pattern END_OF_PATH = Pattern.compile("[?#].*");

    private BareAnswers() {}

    static FullHttpResponse explain(HttpRequest request, FullHttpResponse bare, Connections all) {
        HttpResponseStatus status = bare.status();
        Throwable fault = request.decoderResult().cause();
        ProblemException refusal = fault instanceof ProblemException own ? own : refusal(status);
        String requestId = bare.headers().get(RequestId.HEADER);
        if (requestId == null) {
            requestId = RequestId.of(request.headers().get(RequestId.HEADER));
            LOG.infof("%d, request %s: %s", refusal.status(), requestId, refusal.title());
        }
        FullHttpResponse answer = answer(
                request,
                refusal,
                fault == null ? bare.protocolVersion() : HttpVersion.HTTP_1_1,
                bare.headers(),
                requestId,
                all);
        if (fault != null) {
            answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        bare.release();
        return answer;
    }

    /** For a request that was handed to nobody. */
    static FullHttpResponse refuse(HttpRequest request, ProblemException refusal, Connections all) {
        FullHttpResponse answer = answer(
                request,
                refusal,
                request.protocolVersion(),
                EmptyHttpHeaders.INSTANCE,
                RequestId.of(request.headers().get(RequestId.HEADER)),
                all);
        answer.headers().set(HttpHeaderNames.RETRY_AFTER, refusal.retryAfter());
        HttpUtil.setKeepAlive(answer, HttpUtil.isKeepAlive(request));
        return answer;
    }

    private static FullHttpResponse answer(
            HttpRequest request,
            ProblemException refusal,
            HttpVersion version,
            HttpHeaders bare,
            String requestId,
            Connections all) {
        byte[] problem = all.problem(refusal, path(request), requestId);
        FullHttpResponse answer = new DefaultFullHttpResponse(
                version,
                HttpResponseStatus.valueOf(refusal.status()),
                request.method().equals(HttpMethod.HEAD) ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(problem));
        answer.headers()
                .set(bare)
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .set(HttpHeaderNames.CONTENT_LENGTH, problem.length)
                .set(RequestId.HEADER, requestId);
        return answer;
    }

    /** Null where the request line itself could not be read: Netty then makes one up. */
    private static String path(HttpRequest request) {
        String path = END_OF_PATH.matcher(request.uri()).replaceFirst("");
        return path.equals("/bad-request") ? null : path;
    }

    private static ProblemException refusal(HttpResponseStatus status) {
        return switch (status.code()) {
            case StatusCode.BAD_REQUEST ->
                new ProblemException(
                        status.code(),
                        "invalid-request",
                        "The request is not valid",
                        "It cannot be read as HTTP/1.1. Send a line as in GET /api/students HTTP/1.1, then a Host and other"
                                + " headers, each as Name: value, and the length of the body, once, if there is one.");
            case StatusCode.FORBIDDEN -> ORIGIN_NOT_ALLOWED;
            case StatusCode.NOT_FOUND -> new NotFound(NotFound.NO_PATH);
            case StatusCode.URI_TOO_LONG -> URI_TOO_LONG;
            case StatusCode.REQUEST_HEADER_FIELDS_TOO_LARGE -> HEADERS_TOO_LARGE;
            default ->
                new ProblemException(
                        status.code(),
                        status.reasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-'),
                        status.reasonPhrase(),
                        status.reasonPhrase() + ".");
        };
    }
}
