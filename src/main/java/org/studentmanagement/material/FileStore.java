package org.studentmanagement.material;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

/** Where the bytes of files are, by their ids. A file is there as a whole or not at all, and never changes. */
interface FileStore {
    /** Whether there is one. */
    boolean available();

    /** Stores what the stream has, and waits until it is safe. */
    void put(UUID id, InputStream content) throws IOException;

    /**
     * Reads from a byte on, numbered from 0.
     *
     * @throws java.nio.file.NoSuchFileException if there is no such file
     */
    InputStream get(UUID id, long from) throws IOException;

    boolean has(UUID id);

    /** Nothing is done where it is gone already. */
    void remove(UUID id) throws IOException;

    /** All that were put before a time, and what was left of those that were not put to their end. To be closed. */
    Stream<UUID> before(Instant time) throws IOException;
}
