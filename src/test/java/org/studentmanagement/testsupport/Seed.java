package org.studentmanagement.testsupport;

import java.util.Random;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** What a test draws at random comes from it. A test that fails names it, and {@code -Dseed=7} draws the same again. */
public final class Seed implements TestExecutionExceptionHandler {
    private final long value;

    /** Another one each time, unless one is given. */
    public Seed() {
        this(System.nanoTime());
    }

    /** The same one each time, unless another is given. */
    public Seed(long usual) {
        value = Long.getLong("seed", usual);
    }

    public Random random() {
        return random(0);
    }

    /** For each of several callers its own, from seeds that lie apart: of those that follow each other, the first draws are alike. */
    public Random random(int caller) {
        return new Random(value + caller * 0x9E3779B97F4A7C15L);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
        failure.addSuppressed(new Exception("drawn with " + this));
        throw failure;
    }

    @Override
    public String toString() {
        return "-Dseed=" + value;
    }
}
