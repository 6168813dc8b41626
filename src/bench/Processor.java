package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What {@code /proc} says of processes: time of the processor in ticks, memory. */
final class Processor {
    /** Of /proc/PID/stat after the name: user, system, and both of children that ended. */
    private static final int USER = 11;

    private static final int ENDED_SYSTEM = 14;

    private Processor() {}

    /** Of a process, of those that it started and of those that have ended. */
    static long ticks(ProcessHandle process) throws IOException {
        long ticks = 0;
        for (ProcessHandle each : withDescendants(process)) {
            ticks += sum(each.pid(), USER);
        }
        return ticks;
    }

    /** Of the programs that this one has started and that have ended. */
    static long ticksOfEndedChildren() throws IOException {
        return sum(ProcessHandle.current().pid(), USER + 2);
    }

    /** Ticks of a process by the names of its threads, without the numbers in them. */
    static Map<String, Long> ticksOfThreads(ProcessHandle process) throws IOException {
        Map<String, Long> ticks = new TreeMap<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
            for (Path thread : threads.toList()) {
                for (String line : lines(thread.resolve("stat"))) {
                    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
                    String name = line.substring(line.indexOf('(') + 1, line.lastIndexOf(')'))
                            .replaceFirst("[-#\\d ]*$", "");
                    ticks.merge(name, Long.parseLong(fields[USER]) + Long.parseLong(fields[USER + 1]), Long::sum);
                }
            }
        }
        return ticks;
    }

    /** Resident, in megabytes. */
    static double megabytes(ProcessHandle process) throws IOException {
        double bytes = 0;
        for (ProcessHandle each : withDescendants(process)) {
            for (String line : lines(Path.of("/proc/" + each.pid() + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    bytes += Long.parseLong(line.replaceAll("\\D", "")) * 1024.0;
                }
            }
        }
        return bytes / 1e6;
    }

    private static List<ProcessHandle> withDescendants(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants()).toList();
    }

    private static long sum(long pid, int first) throws IOException {
        long ticks = 0;
        for (String line : lines(Path.of("/proc/" + pid + "/stat"))) {
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            for (int field = first; field <= ENDED_SYSTEM; field++) {
                ticks += Long.parseLong(fields[field]);
            }
        }
        return ticks;
    }

    /** None of a process that has ended since it was listed. */
    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            // Between its opening and its reading, too, the file of a process that ends goes: ESRCH then.
            if (Files.exists(file)) {
                throw unreadable;
            }
            return List.of();
        }
    }
}
