package org.studentmanagement.api.callers;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.RequestId;

/**
 * One connection, below HTTP and above TLS. No more is read from a caller who has a request at work, or an answer to read, and
 * who takes too long for either is let go.
 */
class Connection extends ChannelDuplexHandler {
    private static final Logger LOG = Logger.getLogger(Connection.class);

    /** Milliseconds. Who comes again at once, though told when to, would be refused so often that nobody else was served. */
    static final long REST = 100;

    private final Connections all;
    private final Exchange exchange;
    private ChannelHandlerContext context;
    private Messages messages;
    private boolean readWanted;
    private boolean closing;

    Connection(Connections all) {
        this.all = all;
        exchange = new Exchange(all);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    void open() {
        context.channel().closeFuture().addListener(closed -> {
            all.remove(this);
            exchange.end();
        });
        if (!all.admit(this)) {
            refuse(ConnectionRefusals.BUSY);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        context.fireUserEventTriggered(event);
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            watchMessages();
        }
    }

    void watchMessages() {
        ChannelPipeline pipeline = context.pipeline();
        messages = new Messages(this, all);
        pipeline.addBefore(pipeline.lastContext().name(), null, messages);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        exchange.read(((ByteBuf) message).readableBytes());
        if (exchange.holdsMuch() && all.full()) {
            refuse(ConnectionRefusals.BUSY);
        }
        if (closing) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void read(ChannelHandlerContext context) {
        readWanted = exchange.unanswered() > 0 || !allRead();
        if (!readWanted) {
            context.read();
        }
    }

    /** Whether the caller has taken all that was answered. */
    boolean allRead() {
        return exchange.unread() == 0;
    }

    private void goOn() {
        if (allRead() && !closing) {
            if (messages != null) {
                messages.next();
            }
            if (readWanted) {
                read(context);
            }
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes && bytes.isReadable()) {
            int length = bytes.readableBytes();
            exchange.written(length);
            context.write(message, promise.unvoid().addListener(sent -> {
                exchange.sent(length);
                goOn();
            }));
        } else {
            context.write(message, promise);
        }
    }

    /** The caller was told to come again later: for a while, nothing more is read. */
    void rest() {
        ChannelConfig channel = context.channel().config();
        channel.setAutoRead(false);
        context.executor().schedule(() -> channel.setAutoRead(true), REST, TimeUnit.MILLISECONDS);
    }

    void requestEnded() {
        exchange.requestEnded();
    }

    void answered() {
        exchange.answered();
        goOn();
    }

    Exchange exchange() {
        return exchange;
    }

    void endIfOverdue() {
        if (exchange.overdue()) {
            context.executor().execute(() -> {
                if (exchange.overdue()) {
                    refuse(ConnectionRefusals.TOO_SLOW);
                }
            });
        }
    }

    /** Makes room for others, unless its request has come to be at work meanwhile. */
    void drop() {
        all.remove(this);
        exchange.leave();
        context.executor().execute(() -> {
            if (!context.channel().isActive()) {
                exchange.hasLeft();
            } else if (exchange.waitsForCaller()) {
                refuse(ConnectionRefusals.BUSY);
            } else {
                exchange.hasLeft();
                all.readmit(this);
                exchange.update();
            }
        });
    }

    /** Closes it, and says why to who waits for an answer of which nothing was sent. */
    void refuse(ProblemException refusal) {
        if (closing) {
            return;
        }
        closing = true;
        boolean busy = refusal == ConnectionRefusals.BUSY;
        boolean heard = messages != null && (exchange.mayBeRefused() || messages.inLine());
        if (!heard || exchange.silent() && !busy) {
            LOG.debugf("Closed: %s", refusal.title());
            // what is not read must not stay with the system either
            context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            context.close();
        } else {
            String requestId = RequestId.create();
            LOG.logf(
                    busy ? Logger.Level.DEBUG : Logger.Level.INFO,
                    "%d, request %s: %s",
                    refusal.status(),
                    requestId,
                    refusal.title());
            byte[] problem = all.problem(refusal, null, requestId);
            context.writeAndFlush(ConnectionRefusals.answer(refusal, requestId, problem))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }
}
