package org.studentmanagement.transfer;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;
import org.studentmanagement.terminal.FileFault;

/**
 * Where the bytes of a file go. It gets its name, and replaces one that had it, when it is complete; until then it is beside, and gone
 * if it does not get so far. Only its owner may read it.
 */
final class Target implements Closeable {
    private static final int BUFFER = 1 << 16;
    private static final String UNFINISHED = ".unfinished";

    private final String name;
    private final Path finished;
    private final Path unfinished;
    private final OutputStream stream;
    private final Thread onInterruption = new Thread(this::delete);

    /** What has no file to be finished. */
    Target(String name, OutputStream stream) {
        this(name, null, null, stream);
    }

    private Target(String name, Path finished, Path unfinished, OutputStream stream) {
        this.name = name;
        this.finished = finished;
        this.unfinished = unfinished;
        this.stream = stream;
        Runtime.getRuntime().addShutdownHook(onInterruption);
    }

    /** Opens a file by its path, which is compressed if it ends in .gz, or standard output by {@link FileOptions#STANDARD}. */
    static Target open(String argument) throws UnusableFileException {
        try {
            if (argument.equals(FileOptions.STANDARD)) {
                // System.out would not tell that nobody reads it any more
                return new Target("standard output", buffered(new FileOutputStream(FileDescriptor.out), false));
            }
            Path path = Path.of(argument);
            if (Files.isDirectory(path)) {
                throw new UnusableFileException(argument, "is a folder: name a file");
            }
            boolean compressed = argument.endsWith(".gz");
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                return new Target(argument, buffered(Files.newOutputStream(path), compressed));
            }
            Path finished = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
            Path unfinished = Files.createTempFile(
                    finished.getParent(), finished.getFileName().toString(), UNFINISHED);
            return new Target(argument, finished, unfinished, buffered(Files.newOutputStream(unfinished), compressed));
        } catch (IOException e) {
            throw new UnusableFileException(argument, "cannot be written: " + FileFault.explain(e));
        }
    }

    /** As it was named. */
    String name() {
        return name;
    }

    OutputStream stream() {
        return stream;
    }

    /** Nothing comes after what was written. */
    void complete() throws IOException {
        stream.close();
    }

    /** Gives it its name. */
    void finish() throws IOException {
        if (finished != null) {
            Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Deletes it unless it is finished. */
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(onInterruption);
        delete();
    }

    private void delete() {
        try {
            if (unfinished != null) {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException inUse) {
            // its name says what it is
        }
    }

    /** Rows come one at a time, and to compress each on its own would take long. */
    private static OutputStream buffered(OutputStream bytes, boolean compressed) throws IOException {
        return new BufferedOutputStream(compressed ? new GZIPOutputStream(bytes, BUFFER) : bytes, BUFFER);
    }
}
