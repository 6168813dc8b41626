package org.studentmanagement.api.callers;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Between HTTP's bytes and Vert.x: requests are put right or refused before Quarkus looks at them, and what it, Vert.x or
 * Netty refuse with a bare answer is told in a problem. A request is handed on when the caller has taken the answer to the one
 * before, or who sends many and reads none would have all their answers kept; and what begins the work on it, when it is its
 * turn.
 */
class Messages extends ChannelDuplexHandler {
    /** So many that nobody who means well sends more at once; whoever does asks again for those that got no answer. */
    private static final int PIPELINED = 8;

    private final Deque<Object> waiting = new ArrayDeque<>();
    private final Connection connection;
    private final Connections all;
    private ChannelHandlerContext context;
    private HttpRequest atWork;
    private boolean handingOn;
    private boolean lastTaken;
    private boolean bodyComes;
    private boolean hasTurn;
    private boolean inLine;

    Messages(Connection connection, Connections all) {
        this.connection = connection;
        this.all = all;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest && connection.exchange().unanswered() >= PIPELINED) {
            lastTaken = true;
        }
        // behind what is broken, nobody knows where a request begins; and at the end, Netty makes one of what is left
        // over
        if (lastTaken || !context.channel().isActive()) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            RequestHead.putRight(request, context.channel().localAddress());
            lastTaken = request.decoderResult().isFailure();
        } else if (message instanceof HttpContent content
                && content.decoderResult().isFailure()) {
            content.release();
            connection.refuse(BareAnswers.UNREADABLE_BODY);
            return;
        }
        if (message instanceof LastHttpContent) {
            connection.requestEnded();
        }
        waiting.add(message);
        handOn();
    }

    /** What comes next, if anything waits: the caller has taken all that was answered. */
    void next() {
        if (!waiting.isEmpty()) {
            context.executor().execute(() -> {
                handOn();
                // Vert.x sends what it has answered at the end of a read
                context.fireChannelReadComplete();
            });
        } else if (lastTaken && atWork == null) {
            context.close();
        }
    }

    private void handOn() {
        if (handingOn) {
            return;
        }
        handingOn = true;
        while (!waiting.isEmpty() && mayGoOn(waiting.peek())) {
            Object message = waiting.poll();
            if (message instanceof HttpRequest request) {
                atWork = request;
            }
            context.fireChannelRead(message);
        }
        handingOn = false;
    }

    /** A request without a body is worked on as soon as its head is there, another one when {@code BodyLimit} has all of it. */
    private boolean mayGoOn(Object message) {
        if (message instanceof HttpRequest request) {
            if (atWork != null || !connection.allRead()) {
                return false;
            }
            bodyComes = request.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                    || request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
            return bodyComes || takesTurn();
        }
        return !(bodyComes && message instanceof LastHttpContent) || takesTurn();
    }

    private boolean takesTurn() {
        if (!hasTurn && !inLine) {
            hasTurn = all.begin(this);
            inLine = !hasTurn;
        }
        return hasTurn;
    }

    /** Its turn has come after all. Any thread may say so. */
    void turn() {
        context.executor().execute(() -> {
            inLine = false;
            hasTurn = true;
            if (context.channel().isActive()) {
                next();
            } else {
                endTurn();
            }
        });
    }

    private void endTurn() {
        bodyComes = false;
        if (hasTurn) {
            hasTurn = false;
            all.end();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        if (inLine && all.leaveLine(this)) {
            inLine = false;
        }
        endTurn();
        context.fireChannelInactive();
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
        context.write(bare ? BareAnswers.explain(atWork, (FullHttpResponse) message, all) : message, promise);
        if (message instanceof LastHttpContent) {
            atWork = null;
            endTurn();
            connection.answered();
        }
    }
}
