package org.studentmanagement.testsupport;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Callers that all begin at the same moment, each in a thread of its own. */
public final class AtOnce {
    /** What one caller does. */
    public interface Call<T> {
        T by(int caller) throws Exception;
    }

    private AtOnce() {}

    /** What the callers, numbered from 0, have returned; what one of them throws is thrown. */
    public static <T> List<T> run(int callers, Call<T> call) {
        CyclicBarrier start = new CyclicBarrier(callers);
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<T>> results = IntStream.range(0, callers)
                    .mapToObj(caller -> threads.submit(() -> {
                        start.await();
                        return call.by(caller);
                    }))
                    .toList();
            return results.stream().map(AtOnce::result).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
