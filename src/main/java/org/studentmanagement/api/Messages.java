package org.studentmanagement.api;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Between HTTP's bytes and Vert.x: requests are put right or refused before Quarkus looks at them, and what it, Vert.x or
 * Netty refuse with a bare answer is told in a problem.
 */
class Messages extends ChannelDuplexHandler {
    private final Deque<HttpRequest> unanswered = new ArrayDeque<>();
    private final Connection connection;
    private final Connections all;
    private boolean broken;

    Messages(Connection connection, Connections all) {
        this.connection = connection;
        this.all = all;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        // behind what is broken, nobody knows where a request begins; and at the end, Netty makes one of what is left
        // over
        if (broken || !context.channel().isActive()) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            unanswered.add(request);
            RequestHead.putRight(request, context.channel().localAddress());
            broken = request.decoderResult().isFailure();
        } else if (message instanceof HttpContent content
                && content.decoderResult().isFailure()) {
            content.release();
            connection.refuse(BareAnswers.UNREADABLE_BODY);
            return;
        }
        if (message instanceof LastHttpContent) {
            connection.requestEnded();
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            context.write(message, promise);
            return;
        }
        boolean bare = message instanceof FullHttpResponse response
                && response.status().code() >= 400
                && !response.content().isReadable();
        context.write(
                bare ? BareAnswers.explain(unanswered.peek(), (FullHttpResponse) message, all) : message, promise);
        if (message instanceof LastHttpContent) {
            unanswered.poll();
            connection.answered();
        }
    }
}
