package org.studentmanagement.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.awaitility.Awaitility;
import org.studentmanagement.testsupport.Seed;

/** Several callers who write for as long as this is open. */
final class Load implements AutoCloseable {
    private static final int WRITERS = 4;

    /** As many as show that all of them go on. */
    private static final int MANY = 10 * WRITERS;

    private final Ledger ledger = new Ledger();
    private final Silence acknowledgements = new Silence();
    private final Queue<String> odd = new ConcurrentLinkedQueue<>();
    private final ReadWriteLock writing = new ReentrantReadWriteLock(true);
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    private final List<Future<?>> writers = new ArrayList<>();
    private volatile boolean open = true;

    Load(int port, long course, Seed seed) {
        for (int each = 0; each < WRITERS; each++) {
            Writer writer = new Writer(port, course, seed.random(each), ledger, acknowledgements, odd);
            writers.add(threads.submit(() -> write(writer)));
        }
    }

    private Void write(Writer writer) throws InterruptedException {
        while (open) {
            writing.readLock().lock();
            try {
                writer.write();
            } finally {
                writing.readLock().unlock();
            }
        }
        return null;
    }

    /** Lets it go on until many more are acknowledged. */
    void awaitMore() {
        int before = acknowledgements.times();
        Awaitility.await("acknowledged writes")
                .until(() -> acknowledgements.times() >= before + MANY
                        || writers.stream().anyMatch(Future::isDone));
        assertThat(writers).as("callers who go on").noneMatch(Future::isDone);
    }

    /** Runs something while nobody writes. */
    <T> T pause(Callable<T> work) throws Exception {
        writing.writeLock().lock();
        try {
            return work.call();
        } finally {
            writing.writeLock().unlock();
        }
    }

    Ledger ledger() {
        return ledger;
    }

    Silence acknowledgements() {
        return acknowledgements;
    }

    /** Answers that nobody should get. */
    List<String> odd() {
        return List.copyOf(odd);
    }

    @Override
    public void close() {
        open = false;
        threads.shutdown();
        Awaitility.await("the end of the last writes").until(threads::isTerminated);
    }
}
