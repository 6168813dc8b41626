package org.studentmanagement.schema.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.io.FileUtils;

/**
 * A folder that gets its name when it is complete. Until then its name says that it is not, and whoever comes next removes
 * what a killed process left. Only its owner may read it.
 */
public final class UnfinishedFolder implements AutoCloseable {
    private static final String SUFFIX = ".unfinished";
    private static final String LOCK = "lock";

    private final Path finished;
    private final Path path;
    private final FileChannel lock;
    private final Thread onInterruption = new Thread(this::delete);

    private UnfinishedFolder(Path finished, Path path, FileChannel lock) {
        this.finished = finished;
        this.path = path;
        this.lock = lock;
        Runtime.getRuntime().addShutdownHook(onInterruption);
    }

    /**
     * Makes one in a folder, which is made too where it is missing.
     *
     * @param prefix of its name, by which those that killed processes have left are known to be of the same kind
     */
    public static UnfinishedFolder in(Path parent, String prefix, String name) throws IOException {
        Files.createDirectories(parent);
        removeDead(parent, prefix);
        Path path = parent.resolve(prefix + name + SUFFIX);
        if (Files.getFileStore(parent).supportsFileAttributeView("posix")) {
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(path);
        }
        FileChannel lock =
                FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        return new UnfinishedFolder(parent.resolve(prefix + name), path, lock);
    }

    public Path path() {
        return path;
    }

    /** Gives it its name, from which on it survives a power failure as a whole. */
    Path finish() throws IOException {
        lock.close();
        Files.delete(path.resolve(LOCK));
        sync(path);
        Files.move(path, finished, StandardCopyOption.ATOMIC_MOVE);
        sync(finished.toAbsolutePath().getParent());
        return finished;
    }

    /** Deletes it unless it is finished. */
    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(onInterruption);
        lock.close();
        FileUtils.deleteDirectory(path.toFile());
    }

    /** What is in use the next one removes. */
    private void delete() {
        FileUtils.deleteQuietly(path.toFile());
    }

    private static void removeDead(Path parent, String prefix) throws IOException {
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(parent, prefix + "*" + SUFFIX)) {
            for (Path path : unfinished) {
                if (Files.isRegularFile(path.resolve(LOCK)) && !alive(path.resolve(LOCK))) {
                    FileUtils.deleteDirectory(path.toFile());
                }
            }
        }
    }

    private static boolean alive(Path lock) throws IOException {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock taken = channel.tryLock()) {
            return taken == null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return true;
        }
    }

    /** A folder's entries are safe when it is synchronized itself; where the system does not let it be opened, they are so already. */
    private static void sync(Path folder) throws IOException {
        FileChannel entries;
        try {
            entries = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException notPossible) {
            return;
        }
        try (entries) {
            entries.force(true);
        }
    }
}
