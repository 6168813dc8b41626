package org.studentmanagement.api.callers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;

/**
 * The connections of callers, bounded in number, in time and in what they make the service hold. Where there are too many,
 * none is turned away: those are closed that have kept it waiting for longest, which honest callers never are.
 */
@ApplicationScoped
class Connections {
    private static final Logger LOG = Logger.getLogger(Connections.class);

    /** So many at once that looking for the slowest costs next to nothing for each. */
    private static final int SHARE = 16;

    /**
     * Requests at work at once: some for each connection to the database, and with those alone fewer than Quarkus has threads, so
     * that none waits for one, and metrics find one. The answer of each is counted for nobody while it is on its way from the
     * thread that made it to the event loop of the connection: in a flood, those would fill the memory.
     */
    static final int AT_WORK = 160;

    /** Besides, of those for whom nothing is asked of the database: they are answered while the others wait for it. */
    static final int AT_WORK_ALONE = 32;

    private static final long EACH_SECOND = Duration.ofSeconds(1).toMillis();

    /** Milliseconds between two looks for requests that are not to wait, or not any longer. */
    private static final long OFTEN = 25;

    /** Of the connections, so many wait for a turn at most: the others are left to those who are told to come again. */
    static final int WAITING = 4;

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong leaving = new AtomicLong();
    private final Turns turns;
    private final Turns turnsAlone;
    private final Counter refused;
    private double refusedBefore;
    private final AtomicInteger closed = new AtomicInteger();
    /** Of more, the slowest are closed. */
    private final long memory = Runtime.getRuntime().maxMemory() / 8;

    private final CallersConfig config;
    private final Vertx vertx;
    private final HttpServer server;
    private final ObjectMapper json;

    @Inject
    Connections(CallersConfig config, Vertx vertx, HttpServer server, ObjectMapper json, MeterRegistry metrics) {
        this(config, vertx, server, json, metrics, System::nanoTime);
    }

    /** @param clock by which requests wait for their turn, in nanoseconds */
    Connections(
            CallersConfig config,
            Vertx vertx,
            HttpServer server,
            ObjectMapper json,
            MeterRegistry metrics,
            LongSupplier clock) {
        int longestLine = config.connections() / WAITING;
        turns = new Turns(AT_WORK, longestLine, this::halfFull, clock);
        turnsAlone = new Turns(AT_WORK_ALONE, longestLine, this::halfFull, clock);
        this.config = config;
        this.vertx = vertx;
        this.server = server;
        this.json = json;
        metrics.gaugeCollectionSize("callers.connections", Tags.empty(), open);
        metrics.gauge("callers.held.bytes", held);
        metrics.gauge("callers.waiting", this, all -> all.turns.waiting() + all.turnsAlone.waiting());
        refused = metrics.counter("callers.refused");
    }

    void guard(@ObservesAsync HttpServerStart start) {
        guardPort(server.getPort());
    }

    void guardSecure(@ObservesAsync HttpsServerStart start) {
        guardPort(server.getSecurePort());
    }

    /** Quarkus hands out neither the server nor its channel. That of the management, which callers do not reach, stays as it is. */
    private void guardPort(int port) {
        for (EventExecutor acceptor : ((VertxInternal) vertx).getAcceptorEventLoopGroup()) {
            acceptor.execute(() -> ((SingleThreadEventLoop) acceptor)
                    .registeredChannelsIterator()
                    .forEachRemaining(channel -> {
                        if (channel.localAddress() instanceof InetSocketAddress address && address.getPort() == port) {
                            channel.pipeline().addFirst(new Acceptor(this));
                        }
                    }));
        }
    }

    /** Once, however many ports there are. */
    @PostConstruct
    void lookAgainAndAgain() {
        vertx.setPeriodic(EACH_SECOND, timer -> look());
        vertx.setPeriodic(OFTEN, timer -> refuseTooMany());
    }

    CallersConfig config() {
        return config;
    }

    /** Takes one more in, for which others may have to go; false where none could, since all are at work. */
    boolean admit(Connection connection) {
        if (open.size() >= config.connections()) {
            List<Wait> slowest = slowest(exchange -> true);
            close(slowest.subList(0, Math.min(slowest.size(), config.connections() / SHARE + 1)));
        }
        return open.size() < config.connections() && open.add(connection);
    }

    void readmit(Connection connection) {
        open.add(connection);
    }

    void remove(Connection connection) {
        open.remove(connection);
    }

    /** More bytes are held, or less. */
    void hold(long more) {
        if (more != 0 && held.addAndGet(more) > memory && more > 0) {
            List<Wait> slowest = slowest(exchange -> exchange.held() > 0);
            long excess = held.get() - memory + memory / SHARE;
            int victims = 0;
            while (excess > 0 && victims < slowest.size()) {
                excess -= slowest.get(victims++).connection().exchange().held();
            }
            close(slowest.subList(0, victims));
        }
    }

    /** Whether so much is held, since closing takes its time, that who has brought much must come again later. */
    boolean full() {
        return held.get() + leaving.get() > 2 * memory;
    }

    /** Who waits must not take so much that others are closed for it. */
    private boolean halfFull() {
        return held.get() > memory / 2;
    }

    /** So many bytes more are held by those who are to be closed, or less. */
    void leave(long more) {
        leaving.addAndGet(more);
    }

    /** @param asksDatabase whether it may have to wait for the database */
    Turns turns(boolean asksDatabase) {
        return asksDatabase ? turns : turnsAlone;
    }

    void refuseTooMany() {
        Stream.of(turns, turnsAlone).flatMap(line -> line.refused().stream()).forEach(Messages::refuse);
    }

    /** A request is told to come again, since there are too many. */
    void countRefused() {
        refused.increment();
    }

    private void close(List<Wait> slowest) {
        closed.addAndGet(slowest.size());
        slowest.forEach(wait -> wait.connection().drop());
    }

    private void look() {
        open.forEach(Connection::endIfOverdue);
        int since = closed.getAndSet(0);
        if (since > 0) {
            LOG.warnf("Too many connections, or too much held for them: closed the %d slowest.", since);
        }
        double refusedNow = refused.count();
        if (refusedNow > refusedBefore) {
            LOG.warnf("Too many requests at once: %.0f were told to come again.", refusedNow - refusedBefore);
            refusedBefore = refusedNow;
        }
    }

    /** Those that owe a request, have not read an answer, or are idle, which counts from later on: the longest first. */
    private List<Wait> slowest(Predicate<Exchange> which) {
        return open.stream()
                .filter(connection -> connection.exchange().waitsForCaller() && which.test(connection.exchange()))
                .map(connection -> new Wait(connection, connection.exchange().waited()))
                .sorted(Comparator.comparing(Wait::nanos).reversed())
                .toList();
    }

    /** As it was when it was looked at: to sort by what changes meanwhile would fail. */
    private record Wait(Connection connection, long nanos) {}

    /** @param path null where it could not be read */
    byte[] problem(ProblemException refusal, String path, String requestId) {
        try {
            return json.writeValueAsBytes(Problem.of(refusal, path, requestId));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
