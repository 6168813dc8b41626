package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The log of transactions that pgbench writes, a file for each of its threads. */
final class PgbenchLog {
    private static final String NAME = "pgbench_log";
    /** Of the columns of a line: microseconds. */
    private static final int TIME = 2;

    private final Path folder;

    PgbenchLog(Path folder) {
        this.folder = folder;
    }

    String prefix() {
        return folder.resolve(NAME).toString();
    }

    /** In microseconds, of all transactions; the files are taken away. */
    double[] percentiles(double... percents) throws IOException {
        LongStream.Builder times = LongStream.builder();
        for (Path file : files()) {
            try (Stream<String> lines = Files.lines(file)) {
                lines.forEach(line -> times.add(Long.parseLong(line.split(" ", TIME + 2)[TIME])));
            }
            Files.delete(file);
        }
        long[] sorted = times.build().sorted().toArray();
        return Arrays.stream(percents)
                .map(percent -> sorted[(int) Math.min(sorted.length - 1, sorted.length * percent / 100)])
                .toArray();
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (var found = Files.newDirectoryStream(folder, NAME + ".*")) {
            found.forEach(files::add);
        }
        return files;
    }
}
