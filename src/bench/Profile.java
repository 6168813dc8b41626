package bench;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where a JVM spends its time, by async-profiler from Maven Central. */
final class Profile {
    private static final String PROFILER = "tools.profiler:async-profiler:4.2";
    private static final String UNPACK = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:unpack";
    /** As in {@code org/hibernate/…}, {@code org/jboss/resteasy/…}. */
    private static final Pattern LIBRARY =
            Pattern.compile("(?!java/|jdk/|sun/)(org/jboss/\\w+|[a-z]\\w*/\\w+)/[\\w/$.<>]+\\..*");

    private static final int SHOWN = 14;
    private static final int SHOWN_PARTS = 6;

    /** What {@link #ofMemory} needs. */
    static final String TRACKED = "-XX:NativeMemoryTracking=summary";

    private static final Pattern COMMITTED = Pattern.compile("(?m)^- +(.+?) \\(reserved=\\d+KB, committed=(\\d+)KB");
    private static final double KIBIBYTES_IN_MEGABYTE = 1e6 / 1024;

    private final Path library;

    Profile() throws IOException, InterruptedException {
        Path folder = Contender.TARGET.resolve("async-profiler").toAbsolutePath();
        String machine = "aarch64".equals(System.getProperty("os.arch")) ? "linux-arm64" : "linux-x64";
        library = folder.resolve(machine).resolve("libasyncProfiler.so");
        if (!Files.exists(library)) {
            Programs.run("./mvnw", "-B", "-ntp", "-q", UNPACK, "-Dartifact=" + PROFILER, "-DoutputDirectory=" + folder);
        }
    }

    interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** Writes the flame graph and returns the parts of the libraries, by the innermost one of each sample. */
    String of(ProcessHandle process, String name, Work work) throws IOException, InterruptedException {
        Path flames = Contender.TARGET.resolve(name + ".html").toAbsolutePath();
        Path stacks = Contender.TARGET.resolve(name + ".collapsed").toAbsolutePath();
        tell(process, "start,event=ctimer,interval=1ms");
        work.run();
        tell(process, "dump,collapsed,file=" + stacks);
        tell(process, "stop,flamegraph,title=" + name + ",file=" + flames);
        return "%s%n%s".formatted(flames, byLibrary(stacks));
    }

    /** The parts of the threads in what a start takes of the processor. */
    static String ofStart(Service.Start start) {
        return shares(start.ticksOfThreads());
    }

    /** Megabytes that a JVM with {@link #TRACKED} has taken, by what for. */
    static String ofMemory(Path java, ProcessHandle process) throws IOException, InterruptedException {
        String summary = Programs.run(
                java.resolveSibling("jcmd").toString(), String.valueOf(process.pid()), "VM.native_memory", "summary");
        Map<String, Double> megabytes = new TreeMap<>();
        Matcher part = COMMITTED.matcher(summary);
        while (part.find()) {
            megabytes.put(part.group(1), Long.parseLong(part.group(2)) / KIBIBYTES_IN_MEGABYTE);
        }
        return megabytes.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(SHOWN_PARTS)
                .map(each -> "  %5.0f MB  %s".formatted(each.getValue(), each.getKey()))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private void tell(ProcessHandle process, String what) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(process.pid()));
            machine.loadAgentPath(library.toString(), what);
            machine.detach();
        } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException e) {
            throw new IOException("async-profiler: " + e.getMessage(), e);
        }
    }

    private static String byLibrary(Path stacks) throws IOException {
        Map<String, Long> samples = new TreeMap<>();
        for (String line : Files.readAllLines(stacks)) {
            int space = line.lastIndexOf(' ');
            samples.merge(innermost(line.substring(0, space)), Long.valueOf(line.substring(space + 1)), Long::sum);
        }
        return shares(samples);
    }

    private static String shares(Map<String, Long> samples) {
        long all = samples.values().stream().mapToLong(Long::longValue).sum();
        return samples.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(SHOWN)
                .map(each -> "  %5.1f %%  %s".formatted(100.0 * each.getValue() / all, each.getKey()))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String innermost(String stack) {
        String[] frames = stack.split(";");
        for (int frame = frames.length - 1; frame >= 0; frame--) {
            Matcher library = LIBRARY.matcher(frames[frame]);
            if (library.matches()) {
                return library.group(1).replace('/', '.');
            }
        }
        return "the JVM itself";
    }
}
