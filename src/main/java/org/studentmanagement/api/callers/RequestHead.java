package org.studentmanagement.api.callers;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.ProblemException;

/** The request line and the headers: what is merely unusual is written as the standards have it, the rest is refused. */
final class RequestHead {
    /** Sent raw by many, though they have to be percent-encoded. */
    private static final String UNUSUAL = "\"#<>\\^`{|}";

    private static final ProblemException UNREADABLE_TARGET = new ProblemException(
            StatusCode.BAD_REQUEST,
            "invalid-request",
            "The request is not valid",
            "The path or the query cannot be read. Send them as percent-encoded UTF-8; a percent sign itself is %25.");

    private static final ProblemException VERSION = new ProblemException(
            StatusCode.HTTP_VERSION_NOT_SUPPORTED,
            "http-version-not-supported",
            "The version of HTTP is not supported",
            "Send HTTP/1.1.");

    private static final ProblemException CODING = new ProblemException(
            StatusCode.BAD_REQUEST,
            "invalid-request",
            "The request is not valid",
            "The transfer coding is not supported. Send the body with a Content-Length, or with Transfer-Encoding: chunked alone.");

    private RequestHead() {}

    /** Refused is what is marked as a failure of the decoder: Vert.x then answers in turn, and closes the connection. */
    static void putRight(HttpRequest request, SocketAddress local) {
        if (request.decoderResult().isFailure()) {
            return;
        }
        ProblemException fault = fault(request);
        if (fault != null) {
            request.setDecoderResult(DecoderResult.failure(fault));
        } else if (!request.headers().contains(HttpHeaderNames.HOST)
                && request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            // who speaks HTTP/1.0 need not send one
            request.headers().set(HttpHeaderNames.HOST, NetUtil.toSocketAddressString((InetSocketAddress) local));
        }
    }

    private static ProblemException fault(HttpRequest request) {
        HttpHeaders headers = request.headers();
        if (!request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && !request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return VERSION;
        }
        if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                && !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(
                        String.join(",", headers.getAll(HttpHeaderNames.TRANSFER_ENCODING)))) {
            return CODING;
        }
        request.setUri(encoded(request.uri()));
        try {
            new URI(request.uri());
            return null;
        } catch (URISyntaxException e) {
            return UNREADABLE_TARGET;
        }
    }

    /** Each char is a byte of what was sent. */
    private static String encoded(String target) {
        StringBuilder encoded = new StringBuilder(target.length());
        for (char sent : target.toCharArray()) {
            if (sent >= 0x7f || UNUSUAL.indexOf(sent) >= 0) {
                encoded.append("%%%02X".formatted((int) sent));
            } else {
                encoded.append(sent);
            }
        }
        return encoded.toString();
    }
}
