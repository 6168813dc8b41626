package org.studentmanagement.transfer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.studentmanagement.terminal.Progress;

/** Where the bytes of a file come from. The size is that of the file as it lies there, or {@link Progress#UNKNOWN}. */
public record Source(String name, long size, Opener opener, long unpacked) {
    private static final int BUFFER = 1 << 16;

    public Source(String name, long size, Opener opener) {
        this(name, size, opener, Long.MAX_VALUE);
    }

    /** The same, but what is beyond so many bytes when it is unpacked cannot be read. */
    public Source unpackedTo(long most) {
        return new Source(name, size, opener, most);
    }

    /** Opens it from its beginning. */
    @FunctionalInterface
    public interface Opener {
        InputStream open() throws IOException;
    }

    /** A file by its path, or standard input by {@link #FileOptions.STANDARD}. */
    static Source of(String argument) throws UnusableFileException {
        if (argument.equals(FileOptions.STANDARD)) {
            return new Source("standard input", Progress.UNKNOWN, () -> System.in);
        }
        Path path = Path.of(argument);
        if (Files.isDirectory(path)) {
            throw new UnusableFileException(argument, "is a folder: name a file");
        }
        if (Files.notExists(path)) {
            throw new UnusableFileException(argument, "there is no such file");
        }
        try {
            // what is no regular file, such as a named pipe, has no size that would say anything
            long size = Files.isRegularFile(path) ? Files.size(path) : Progress.UNKNOWN;
            return new Source(argument, size, () -> Files.newInputStream(path));
        } catch (IOException e) {
            throw new UnusableFileException(argument, "cannot be read: " + e.getMessage());
        }
    }

    /** A file that is part of the program. */
    static Source resource(String path) throws IOException {
        URL url = Source.class.getResource(path);
        URLConnection connection = url.openConnection();
        return new Source(
                path.substring(path.lastIndexOf('/') + 1), connection.getContentLengthLong(), url::openStream);
    }

    /** The uncompressed content. Gzip is known by its first bytes, since standard input has no name that ends in .gz. */
    InputStream open(Progress progress) throws IOException {
        InputStream stream = new BufferedInputStream(progress.watch(opener.open()), BUFFER);
        stream.mark(2);
        int magic = stream.read() | stream.read() << Byte.SIZE;
        stream.reset();
        return new BoundedStream(
                magic == GZIPInputStream.GZIP_MAGIC ? new GZIPInputStream(stream, BUFFER) : stream, unpacked);
    }
}
