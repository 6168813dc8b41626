package org.studentmanagement.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A folder, with folders in it by the first two digits, so that none has too many files. */
class FolderStore implements FileStore {
    /** Of a file that is being written. */
    private static final String PART = ".part";

    private final Optional<Path> folder;

    FolderStore(Optional<Path> folder) {
        this.folder = folder;
    }

    @Override
    public boolean available() {
        return folder.isPresent();
    }

    @Override
    public String settings() {
        return "materials.folder";
    }

    @Override
    public void check() throws IOException {
        Files.createDirectories(folder.orElseThrow());
        if (!Files.isWritable(folder.get())) {
            throw new AccessDeniedException("The folder of materials.folder cannot be written to: " + folder.get());
        }
    }

    @Override
    public void put(UUID id, InputStream content) throws IOException {
        Path whole = path(id);
        Path part = whole.resolveSibling(id + PART);
        Files.createDirectories(whole.getParent());
        try {
            try (FileChannel file = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                content.transferTo(Channels.newOutputStream(file));
                file.force(true);
            }
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        try (FileChannel names = FileChannel.open(whole.getParent())) {
            names.force(true);
        }
    }

    @Override
    public InputStream get(UUID id, long from, long size) throws IOException {
        SeekableByteChannel file = Files.newByteChannel(path(id));
        return Channels.newInputStream(file.position(from));
    }

    @Override
    public boolean has(UUID id) {
        return Files.exists(path(id));
    }

    @Override
    public void remove(UUID id) throws IOException {
        Files.deleteIfExists(path(id));
        Files.deleteIfExists(path(id).resolveSibling(id + PART));
    }

    @Override
    public List<UUID> missing(List<UUID> ids) {
        return ids.stream().filter(id -> !has(id)).toList();
    }

    @Override
    public Stream<UUID> before(Instant time) throws IOException {
        Path root = folder.orElseThrow();
        if (!Files.exists(root)) {
            return Stream.empty();
        }
        return Files.walk(root, 2)
                .filter(Files::isRegularFile)
                .filter(file -> modified(file).isBefore(time))
                .flatMap(file -> id(file).stream())
                .distinct();
    }

    private Path path(UUID id) {
        String name = id.toString();
        return folder.orElseThrow().resolve(name.substring(0, 2)).resolve(name);
    }

    /** What is not ours has no such name, and stays. */
    private static Optional<UUID> id(Path file) {
        String name = file.getFileName().toString();
        String id = name.endsWith(PART) ? name.substring(0, name.length() - PART.length()) : name;
        try {
            return Optional.of(UUID.fromString(id))
                    .filter(parsed -> parsed.toString().equals(id));
        } catch (IllegalArgumentException another) {
            return Optional.empty();
        }
    }

    private static Instant modified(Path file) {
        try {
            return Files.exists(file) ? Files.getLastModifiedTime(file).toInstant() : Instant.MAX;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
