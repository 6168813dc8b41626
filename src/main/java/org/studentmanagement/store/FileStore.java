package org.studentmanagement.store;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Where the bytes of files are, by their ids. A file is there as a whole or not at all, and never changes. */
public interface FileStore {
    /** Whether there is one. */
    boolean available();

    /** The settings that say where it is, for a sentence to callers. */
    String settings();

    /**
     * Whether it can be reached.
     *
     * @throws IOException that says what is wrong with it, for a sentence to the operator
     */
    void check() throws IOException;

    /** Stores what the stream has, and waits until it is safe. */
    void put(UUID id, InputStream content) throws IOException;

    /**
     * Reads some bytes, of which there are as many.
     *
     * @param from the first, numbered from 0
     * @param size at least 1
     * @throws java.nio.file.NoSuchFileException if there is no such file
     */
    InputStream get(UUID id, long from, long size) throws IOException;

    boolean has(UUID id) throws IOException;

    /** Nothing is done where it is gone already. */
    void remove(UUID id) throws IOException;

    /** Those of some files that it has not, by few requests. They are in the order of their hexadecimal digits. */
    List<UUID> missing(List<UUID> ids) throws IOException;

    /** All that were put before a time, and what was left of those that were not put to their end. To be closed. */
    Stream<UUID> before(Instant time) throws IOException;
}
