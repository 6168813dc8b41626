package org.studentmanagement.schema.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder that only its owner may read and that goes with its process, or when it is closed. It bears the process's number,
 * so that one which a killed process has left is known as such.
 */
final class TemporaryFolder implements AutoCloseable {
    private static final Path PARENT = Path.of(System.getProperty("java.io.tmpdir"));
    private static final Pattern NAME = Pattern.compile("rehearsal-(\\d+)-.*");

    private final Path path;
    private final Thread onInterruption = new Thread(this::delete);

    private TemporaryFolder(Path path) {
        this.path = path;
        Runtime.getRuntime().addShutdownHook(onInterruption);
    }

    /** Makes one, and deletes those that killed processes have left. */
    static TemporaryFolder make() throws IOException {
        deleteDead();
        return new TemporaryFolder(Files.createTempDirectory(
                PARENT, "rehearsal-" + ProcessHandle.current().pid() + "-"));
    }

    Path path() {
        return path;
    }

    /** How many bytes may still be written to it. */
    long room() throws IOException {
        return Files.getFileStore(path).getUsableSpace();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(onInterruption);
        delete();
    }

    private void delete() {
        delete(path);
    }

    private static void deleteDead() throws IOException {
        try (Stream<Path> all = Files.list(PARENT)) {
            all.filter(TemporaryFolder::dead).forEach(TemporaryFolder::delete);
        }
    }

    private static boolean dead(Path folder) {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> innermostFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path file : innermostFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException inUse) {
            // the next one deletes it
        }
    }
}
