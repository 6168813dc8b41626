package org.studentmanagement.api.callers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private static final int LONGEST_LINE = new Limits().connections() / Connections.WAITING;
    private static final String ALONE = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer t\r\n\r\n";
    private static final String POST_HEAD = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n";

    private final List<EmbeddedChannel> channels = new ArrayList<>();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicLong now = new AtomicLong();
    private final Connections all = new Connections(new Limits(), null, null, new ObjectMapper(), metrics, now::get);

    @Test
    void aConnectionThatIsAtWorkIsNotClosedToMakeRoom() {
        Connection connection = new Connection(all);
        EmbeddedChannel channel = working(connection);

        connection.drop();
        channel.runPendingTasks();

        assertThat(channel.isActive()).isTrue();
        assertThat(counted()).isEqualTo(1);
    }

    @Test
    void aConnectionThatItsCallerClosedWhileItWasToMakeRoomIsNotCountedForEver() {
        Connection connection = new Connection(all);
        EmbeddedChannel channel = working(connection);
        channel.close();

        connection.drop();
        channel.runPendingTasks();

        assertThat(counted()).isZero();
    }

    @Test
    void noMoreRequestsAreAtWorkThanHaveAnAnswerOnItsWay() {
        List<EmbeddedChannel> first = begun(Connections.AT_WORK);
        EmbeddedChannel next = asking(GET);
        EmbeddedChannel last = asking(GET);
        assertThat(first).allSatisfy(channel -> assertThat(atWork(channel)).isTrue());
        assertThat(atWork(next)).isFalse();

        answer(first.get(0));

        assertThat(atWork(next)).as("who came first").isTrue();
        assertThat(atWork(last)).isFalse();
        answer(first.get(1));
        assertThat(atWork(last)).isTrue();
    }

    @Test
    void whoLeavesWhileItsRequestIsAtWorkMakesRoom() {
        List<EmbeddedChannel> first = begun(Connections.AT_WORK);
        EmbeddedChannel next = asking(GET);

        first.get(0).close();

        assertThat(atWork(next)).isTrue();
    }

    @Test
    void whoLeavesBeforeItsTurnTakesNone() {
        List<EmbeddedChannel> first = begun(Connections.AT_WORK);
        EmbeddedChannel next = asking(GET);
        EmbeddedChannel gone = asking(GET);

        gone.close();
        answer(first.get(0));

        assertThat(atWork(next)).isTrue();
    }

    @Test
    void whoLeavesJustWhenItsTurnComesPassesItOn() {
        List<EmbeddedChannel> first = begun(Connections.AT_WORK);
        EmbeddedChannel next = asking(GET);
        EmbeddedChannel gone = asking(GET);

        answer(first.get(0));
        gone.close();

        assertThat(atWork(next)).isTrue();
    }

    @Test
    void aBodyThatIsNotThereAsAWholeIsNotAtWork() {
        for (int slow = 0; slow < Connections.AT_WORK; slow++) {
            asking("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n{");
        }

        assertThat(atWork(asking(GET))).isTrue();
    }

    @Test
    void whoAsksNothingOfTheDatabaseDoesNotWaitForThoseWhoDo() {
        begun(Connections.AT_WORK);

        assertThat(atWork(asking(ALONE))).isTrue();
        assertThat(atWork(asking(GET))).isFalse();
    }

    @Test
    void whoHasWaitedForTooLongIsToldToComeAgainOverTheSameConnection() {
        List<EmbeddedChannel> first = begun(Connections.AT_WORK);
        EmbeddedChannel next = asking(GET);
        EmbeddedChannel last = waitingSince(Turns.PATIENCE, GET);

        assertThat(answers(next)).singleElement(as(STRING)).startsWith("HTTP/1.1 503 ");
        assertThat(answers(last)).isEmpty();
        assertThat(next.isActive()).isTrue();

        next.writeInbound(Unpooled.copiedBuffer(GET, US_ASCII));
        answer(first.get(0));
        assertThat(atWork(last)).isTrue();
        assertThat(atWork(next)).isFalse();
        answer(first.get(1));
        assertThat(atWork(next)).isTrue();
    }

    @Test
    void theRefusalIsAProblemThatSaysWhenToComeAgain() {
        begun(Connections.AT_WORK);
        EmbeddedChannel late = asking(
                "GET /api/courses?q=a HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer t\r\nX-Request-ID: r1\r\n\r\n");

        waitingSince(Turns.PATIENCE, GET);

        assertThat(answers(late))
                .singleElement(as(STRING))
                .containsPattern("(?i)\r\nretry-after: [123]\r\n")
                .containsIgnoringCase("\r\ncontent-type: application/problem+json\r\n")
                .containsIgnoringCase("\r\nx-request-id: r1\r\n")
                .contains("\"urn:problem-type:busy\"", "\"/api/courses\"", "\"r1\"");
        assertThat(metrics.get("callers.refused").counter().count()).isEqualTo(1);
        assertThat(metrics.get("callers.waiting").gauge().value()).isEqualTo(1);
    }

    @Test
    void whoWantsTheConnectionClosedIsToldToComeAgainAndItIsClosed() {
        begun(Connections.AT_WORK);
        EmbeddedChannel late = asking(GET.replace("Host", "Connection: close\r\nHost"));

        waitingSince(Turns.PATIENCE, GET);

        assertThat(answers(late)).singleElement(as(STRING)).contains("onnection: close\r\n");
        assertThat(late.isActive()).isFalse();
    }

    @Test
    void aBodyThatHasComeAlongIsRefusedWithItsHeadAndIsNoRequestOfItsOwn() {
        List<EmbeddedChannel> first = begun(Connections.AT_WORK);
        EmbeddedChannel whole = asking(POST_HEAD + "{}");
        waitingSince(Turns.PATIENCE, GET).close();
        assertThat(answers(whole)).singleElement(as(STRING)).startsWith("HTTP/1.1 503 ");

        whole.writeInbound(Unpooled.copiedBuffer(POST_HEAD + "{}", US_ASCII));
        answer(first.get(0));

        assertThat(atWork(whole)).isTrue();
        assertThat(whole.isActive()).isTrue();
    }

    @Test
    void aBodyThatHasComeLaterIsRefusedWithTheConnection() {
        begun(Connections.AT_WORK);
        EmbeddedChannel parts = asking(POST_HEAD);
        parts.writeInbound(Unpooled.copiedBuffer("{}", US_ASCII));

        waitingSince(Turns.PATIENCE, GET);

        assertThat(answers(parts))
                .singleElement(as(STRING))
                .startsWith("HTTP/1.1 503 ")
                .contains("\r\nConnection: close\r\n", "\r\nRetry-After: ");
        assertThat(parts.isActive()).isFalse();
    }

    @Test
    void aCrowdThatComesAtOnceIsServed() {
        List<EmbeddedChannel> first = begun(Connections.AT_WORK);
        EmbeddedChannel crowd = asking(GET);
        waitingSince(Turns.PATIENCE / 2, GET).close();

        assertThat(answers(crowd)).isEmpty();
        answer(first.get(0));
        assertThat(atWork(crowd)).isTrue();
    }

    @Test
    void whoComesBehindTheLongestLineIsToldSoAtOnceOverTheSameConnection() {
        List<EmbeddedChannel> first = begun(Connections.AT_WORK);
        List<EmbeddedChannel> line = begun(LONGEST_LINE);

        EmbeddedChannel oneMore = asking(GET);

        assertThat(answers(oneMore)).singleElement(as(STRING)).startsWith("HTTP/1.1 503 ");
        assertThat(oneMore.isActive()).isTrue();
        assertThat(line).allSatisfy(waiting -> assertThat(answers(waiting)).isEmpty());
        answer(first.get(0));
        assertThat(atWork(line.get(0))).isTrue();
    }

    @Test
    void fromWhomWasToldToComeAgainNothingIsReadForAWhile() {
        begun(Connections.AT_WORK + LONGEST_LINE);
        EmbeddedChannel refused = asking("");
        refused.freezeTime();

        refused.writeInbound(Unpooled.copiedBuffer(GET, US_ASCII));
        assertThat(answers(refused)).hasSize(1);
        refused.advanceTimeBy(Connection.REST - 1, TimeUnit.MILLISECONDS);
        refused.runScheduledPendingTasks();
        assertThat(refused.config().isAutoRead()).isFalse();

        refused.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        refused.runScheduledPendingTasks();
        assertThat(refused.config().isAutoRead()).isTrue();
    }

    @Test
    void nobodyWaitsWhoseRequestTakesTheMemoryOfOthers() {
        begun(Connections.AT_WORK);
        EmbeddedChannel before = asking(GET);
        all.hold(Runtime.getRuntime().maxMemory() / 16);

        EmbeddedChannel next = asking(GET);

        assertThat(answers(next)).singleElement(as(STRING)).startsWith("HTTP/1.1 503 ");
        assertThat(answers(before)).isEmpty();
        assertThat(before.isActive()).isTrue();
    }

    @Test
    void aBodyThatHasComeLaterIsRefusedWithTheConnectionWhereTheLineIsLongest() {
        begun(Connections.AT_WORK + LONGEST_LINE);
        EmbeddedChannel parts = asking(POST_HEAD);

        parts.writeInbound(Unpooled.copiedBuffer("{}", US_ASCII));

        assertThat(answers(parts)).singleElement(as(STRING)).startsWith("HTTP/1.1 503 ");
        assertThat(parts.isActive()).isFalse();
    }

    @Test
    void noMoreWaitThanWereJustServedInTheTimeThatOneUsuallyWaits() {
        int served = Connections.AT_WORK + 20;
        List<EmbeddedChannel> line = begun(Connections.AT_WORK + LONGEST_LINE);
        line.subList(0, served).forEach(this::answer);
        now.addAndGet(Turns.USUAL);
        all.refuseTooMany();
        List<EmbeddedChannel> more = begun(Connections.AT_WORK + served - (line.size() - served));
        EmbeddedChannel oneMore = asking(GET);

        all.refuseTooMany();

        assertThat(answers(oneMore)).singleElement(as(STRING)).startsWith("HTTP/1.1 503 ");
        assertThat(more).allSatisfy(waiting -> assertThat(answers(waiting)).isEmpty());
    }

    @Test
    void whoIsInALineThatHasBecomeTooLongStaysInIt() {
        begun(Connections.AT_WORK);
        List<EmbeddedChannel> line = begun(LONGEST_LINE);
        now.incrementAndGet();
        all.refuseTooMany();
        now.addAndGet(Turns.USUAL);

        all.refuseTooMany();

        assertThat(line).allSatisfy(waiting -> assertThat(answers(waiting)).isEmpty());
    }

    @Test
    void aCrowdMayWaitAgainWhenAllWhoAskedWereServed() {
        List<EmbeddedChannel> first = begun(Connections.AT_WORK);
        now.addAndGet(Turns.USUAL);
        all.refuseTooMany();
        answer(first.get(0));
        all.refuseTooMany();

        List<EmbeddedChannel> crowd = begun(1 + LONGEST_LINE);
        all.refuseTooMany();

        assertThat(crowd).allSatisfy(waiting -> assertThat(answers(waiting)).isEmpty());
    }

    /** One more, who comes when those before have waited for so long; a moment later, who has waited for too long is refused. */
    private EmbeddedChannel waitingSince(long nanos, String request) {
        now.addAndGet(nanos);
        EmbeddedChannel latest = asking(request);
        now.addAndGet(1);
        all.refuseTooMany();
        return latest;
    }

    private List<String> answers(EmbeddedChannel channel) {
        channels.forEach(EmbeddedChannel::runPendingTasks);
        StringBuilder sent = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            sent.append(part.toString(US_ASCII));
            part.release();
        }
        return Stream.of(sent.toString().split("(?=HTTP/1.1 )"))
                .filter(answer -> !answer.isEmpty())
                .toList();
    }

    @Test
    void aBodyWaitsForItsTurnAtItsEnd() {
        List<EmbeddedChannel> first = begun(Connections.AT_WORK);
        EmbeddedChannel whole = asking("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}");
        assertThat(atWork(whole)).isFalse();

        answer(first.get(0));

        assertThat(atWork(whole)).isTrue();
    }

    @Test
    void theNextRequestOfAConnectionTakesATurnOfItsOwn() {
        List<EmbeddedChannel> first = begun(Connections.AT_WORK);
        EmbeddedChannel twice = asking(GET + GET);

        answer(first.get(0));
        assertThat(atWork(twice)).isTrue();
        EmbeddedChannel next = asking(GET);
        answer(twice);

        assertThat(atWork(next)).isTrue();
        assertThat(atWork(twice)).isFalse();
    }

    @Test
    void whoIsSentWhatHappensIsNotAtWork() {
        List<EmbeddedChannel> listeners = begun(Connections.AT_WORK);
        EmbeddedChannel next = asking(GET);
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers().set("Content-Type", "text/event-stream");

        listeners.get(0).writeOutbound(head);

        assertThat(atWork(next)).isTrue();
        listeners.get(0).writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(atWork(asking(GET)))
                .as("at its end, it has no turn to give back")
                .isFalse();
    }

    private List<EmbeddedChannel> begun(int number) {
        return Stream.generate(() -> asking(GET)).limit(number).toList();
    }

    private EmbeddedChannel asking(String request) {
        Connection connection = new Connection(all);
        EmbeddedChannel channel =
                new EmbeddedChannel(connection, new HttpServerCodec(), new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object message) {
                        context.fireChannelRead(message);
                    }
                });
        connection.open();
        connection.watchMessages();
        channels.add(channel);
        channel.writeInbound(Unpooled.copiedBuffer(request, US_ASCII));
        return channel;
    }

    /** Whether the whole of a request has come to where Vert.x takes it; what came of it is taken. */
    private boolean atWork(EmbeddedChannel channel) {
        channels.forEach(EmbeddedChannel::runPendingTasks);
        boolean last = false;
        for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
            last = message instanceof LastHttpContent;
            ReferenceCountUtil.release(message);
        }
        return last;
    }

    private void answer(EmbeddedChannel channel) {
        channel.runPendingTasks();
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT));
    }

    private static EmbeddedChannel working(Connection connection) {
        EmbeddedChannel channel = new EmbeddedChannel(connection);
        connection.open();
        connection.exchange().read(100);
        connection.requestEnded();
        return channel;
    }

    private double counted() {
        return metrics.get("callers.connections").gauge().value();
    }

    private static class Limits implements CallersConfig {
        @Override
        public int connections() {
            return 1000;
        }

        @Override
        public Duration requestTime() {
            return Duration.ofSeconds(20);
        }

        @Override
        public Duration answerTime() {
            return Duration.ofSeconds(60);
        }
    }
}
