package org.studentmanagement.api.callers;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;

/** Stands on the channel that listens, and puts a {@link Connection} into each that it accepts. */
class Acceptor extends ChannelInboundHandlerAdapter {
    /** What Vert.x names its handler of TLS, of whatever class it is. */
    private static final String TLS = "ssl";

    private final Connections all;

    Acceptor(Connections all) {
        this.all = all;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        ((Channel) accepted).pipeline().addFirst(new Placement());
        context.fireChannelRead(accepted);
    }

    /** When a connection becomes active, Vert.x has put its own handlers in place, but for those that wait for TLS. */
    private class Placement extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            Connection connection = new Connection(all);
            ChannelPipeline pipeline = context.pipeline();
            if (pipeline.get(TLS) == null) {
                pipeline.addFirst(connection);
                connection.watchMessages();
            } else {
                pipeline.addAfter(TLS, null, connection);
            }
            pipeline.remove(this);
            connection.open();
            context.fireChannelActive();
        }
    }
}
