package org.studentmanagement.api.callers;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import org.studentmanagement.api.StreamedBody;

/**
 * Between HTTP's bytes and Vert.x: requests are put right or refused before Quarkus looks at them, and what it, Vert.x or
 * Netty refuse with a bare answer is told in a problem. A request is handed on when the caller has taken the answer to the one
 * before, or who sends many and reads none would have all their answers kept; and what begins the work on it, when it is its
 * turn.
 */
class Messages extends ChannelDuplexHandler {
    /** So many that nobody who means well sends more at once; whoever does asks again for those that got no answer. */
    private static final int PIPELINED = 8;

    private static final AsciiString SERVER_SENT_EVENTS = AsciiString.cached("text/event-stream");

    private final Deque<Object> waiting = new ArrayDeque<>();
    private final Connection connection;
    private final Connections all;
    private ChannelHandlerContext context;
    private HttpRequest atWork;
    private boolean handingOn;
    private boolean lastTaken;
    private boolean bodyComes;
    private Turns turns;
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
            if (StreamedBody.of(request.method().name(), request.uri())) {
                connection.exchange().streams();
            }
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
        if (!(message instanceof HttpRequest)) {
            handOn();
        }
    }

    /** The head of a request is handed on when it is known whether the body has come along, so that it can wait for its turn as a whole. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        handOn();
        context.fireChannelReadComplete();
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

    /** A request that has not come as a whole is worked on when {@code BodyLimit} has all of it. */
    private boolean mayGoOn(Object message) {
        if (message instanceof HttpRequest request) {
            if (atWork != null || !connection.allRead()) {
                return false;
            }
            boolean body =
                    !request.headers().get(HttpHeaderNames.CONTENT_LENGTH, "0").equals("0")
                            || request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
            bodyComes = body && connection.exchange().unanswered() == 0;
            // who shows no token, and sends nothing, gets nothing of the database
            turns = all.turns(body || request.headers().contains(HttpHeaderNames.AUTHORIZATION));
            return bodyComes || takesTurn();
        }
        return !(bodyComes && message instanceof LastHttpContent) || takesTurn();
    }

    private boolean takesTurn() {
        if (!hasTurn && !inLine) {
            Turns.Place place = turns.begin(this);
            hasTurn = place == Turns.Place.TURN;
            setInLine(!hasTurn);
            if (place == Turns.Place.NONE) {
                refuse();
            }
        }
        return hasTurn;
    }

    private void setInLine(boolean waits) {
        inLine = waits;
        connection.exchange().waits(waits);
    }

    /** Whether it waits for its turn. */
    boolean inLine() {
        return inLine;
    }

    /** Its turn has come after all. Any thread may say so. */
    void turn() {
        context.executor().execute(() -> {
            setInLine(false);
            hasTurn = true;
            if (context.channel().isActive()) {
                next();
            } else {
                endTurn();
            }
        });
    }

    /** It waits no longer. Any thread may say so. */
    void refuse() {
        context.executor().execute(() -> {
            if (context.channel().isActive()) {
                all.countRefused();
                if (atWork == null) {
                    refuseWhole((HttpRequest) waiting.peek());
                } else {
                    connection.refuse(ConnectionRefusals.BUSY);
                }
            }
            setInLine(false);
        });
    }

    /** One of which nobody else has heard: the connection is good for the next. */
    private void refuseWhole(HttpRequest request) {
        ChannelFuture sent = context.writeAndFlush(BareAnswers.refuse(request, ConnectionRefusals.BUSY, all));
        if (!HttpUtil.isKeepAlive(request)) {
            sent.addListener(ChannelFutureListener.CLOSE);
        }
        Object part;
        do {
            part = waiting.poll();
            ReferenceCountUtil.release(part);
        } while (!(part instanceof LastHttpContent) && !waiting.isEmpty());
        setInLine(false);
        connection.rest();
        connection.answered();
    }

    private void endTurn() {
        bodyComes = false;
        if (hasTurn) {
            hasTurn = false;
            turns.end();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        if (inLine && turns.leave(this)) {
            setInLine(false);
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
        if (message instanceof HttpResponse response && isStream(response)) {
            endTurn();
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

    /** What is sent as it happens, for hours: the work on such a request is done when its answer begins. */
    private static boolean isStream(HttpResponse response) {
        return SERVER_SENT_EVENTS.contentEqualsIgnoreCase(response.headers().get(HttpHeaderNames.CONTENT_TYPE, ""));
    }
}
