package org.studentmanagement.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was seen of each fault. */
final class Faults {
    /** One of them. */
    record Met(
            int acknowledged,
            int lost,
            int doubled,
            Duration withoutCluster,
            Duration withoutService,
            Duration later) {}

    private final Map<Fault, List<Met>> met = new EnumMap<>(Fault.class);

    void add(Fault fault, Met one) {
        met.computeIfAbsent(fault, first -> new ArrayList<>()).add(one);
    }

    List<Met> all() {
        return met.values().stream().flatMap(List::stream).toList();
    }

    /** As the manual has it. Times are the longest, in seconds. */
    @Override
    public String toString() {
        return "| the primary was | times | acknowledged | lost | done twice | without primary | without service | later by |\n"
                + "|---|---|---|---|---|---|---|---|\n"
                + met.entrySet().stream()
                        .map(fault -> row(fault.getKey(), fault.getValue()))
                        .collect(Collectors.joining("\n"));
    }

    private static String row(Fault fault, List<Met> times) {
        return "| %s | %d | %d | %d | %d | %.1f s | %.1f s | %.1f s |"
                .formatted(
                        fault,
                        times.size(),
                        times.stream().mapToInt(Met::acknowledged).sum(),
                        times.stream().mapToInt(Met::lost).sum(),
                        times.stream().mapToInt(Met::doubled).sum(),
                        longest(times.stream().map(Met::withoutCluster).toList()),
                        longest(times.stream().map(Met::withoutService).toList()),
                        longest(times.stream().map(Met::later).toList()));
    }

    private static double longest(List<Duration> times) {
        return times.stream().mapToLong(Duration::toMillis).max().orElseThrow() / 1000.0;
    }
}
