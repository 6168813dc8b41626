package org.studentmanagement.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store of files does. */
abstract class FileStoreContract {
    private static final int LONG = S3Store.PART + 7;

    private static final byte[] CONTENT = new byte[LONG];

    private final UUID id = UUID.randomUUID();

    static {
        new Random(1).nextBytes(CONTENT);
    }

    abstract FileStore store();

    /** How many uploads the store has begun, and has no file of. */
    abstract int begun() throws IOException;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, S3Store.PART, LONG})
    void whatWasStoredIsReadAgainWhateverItsLength(int length) throws IOException {
        store().put(id, content(length));

        assertThat(store().has(id)).isTrue();
        if (length > 0) {
            try (InputStream read = store().get(id, 0, length)) {
                assertThat(read.readAllBytes()).isEqualTo(Arrays.copyOf(CONTENT, length));
            }
        }
        assertThat(begun()).isZero();
    }

    @Test
    void aPartIsReadAlone() throws IOException {
        store().put(id, content(LONG));

        try (InputStream read = store().get(id, S3Store.PART - 2, 5)) {
            assertThat(read.readNBytes(5)).isEqualTo(Arrays.copyOfRange(CONTENT, S3Store.PART - 2, S3Store.PART + 3));
        }
        // who goes away leaves the rest
        try (InputStream read = store().get(id, 0, LONG)) {
            assertThat(read.read()).isEqualTo(CONTENT[0] & 0xff);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, LONG})
    void whatDoesNotComeToItsEndIsNotThere(int length) throws IOException {
        InputStream cut = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("cut");
            }
        };

        assertThatThrownBy(() -> store().put(id, new SequenceInputStream(content(length), cut)))
                .hasMessage("cut");

        assertThat(store().has(id)).isFalse();
        assertThat(begun()).isZero();
    }

    @Test
    void whatWasRemovedIsGoneAndCanBeRemovedAgain() throws IOException {
        store().put(id, content(10));
        store().remove(id);
        store().remove(id);

        assertThat(store().has(id)).isFalse();
        assertThatThrownBy(() -> store().get(id, 0, 10).close()).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void ofManyFilesThoseAreToldThatAreMissing() throws IOException {
        List<UUID> ids = Stream.generate(UUID::randomUUID)
                .limit(5)
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .toList();
        for (int i : new int[] {0, 2, 4}) {
            store().put(ids.get(i), content(1));
        }

        assertThat(store().missing(ids)).containsExactly(ids.get(1), ids.get(3));
        assertThat(store().missing(ids.subList(0, 1))).isEmpty();
        assertThat(store().missing(List.of())).isEmpty();
    }

    @Test
    void whatWasPutBeforeATimeIsTold() throws IOException {
        store().check();
        store().put(id, content(1));

        try (Stream<UUID> before = store().before(Instant.now().plus(Duration.ofMinutes(1)))) {
            assertThat(before).contains(id);
        }
        try (Stream<UUID> before = store().before(Instant.now().minus(Duration.ofMinutes(1)))) {
            assertThat(before).doesNotContain(id);
        }
    }

    static InputStream content(int length) {
        return new ByteArrayInputStream(CONTENT, 0, length);
    }
}
