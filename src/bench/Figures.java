package bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What was measured, and the lines that it makes: medians over the rounds. */
final class Figures {
    static final int CLIENTS = 16;
    static final List<Integer> MORE_CLIENTS = List.of(64, 256);
    static final String LIMIT = "limit";

    private final Map<String, Map<String, Map<Integer, List<Meter.Measured>>>> loads = new LinkedHashMap<>();
    private final Map<String, Map<String, Counted>> counted = new LinkedHashMap<>();
    private final Map<String, Process> processes = new LinkedHashMap<>();
    private final List<Line> imports = new ArrayList<>();

    /** Of one request. */
    record Counted(double statements, double roundTrips, String queries) {}

    /** How a server starts and what it takes; megabytes and milliseconds. */
    private static final class Process {
        private double size = Double.NaN;
        private double busy = Double.NaN;
        private final List<Service.Start> starts = new ArrayList<>();
    }

    /** @param latencies by the number of clients: p50, p99 and p99.9 */
    record Line(
            String what,
            String side,
            double perSecond,
            double ofLimit,
            Map<Integer, double[]> latencies,
            double[] processor,
            double statements,
            double roundTrips) {}

    void add(Load load, String side, int clients, Meter.Measured measured) {
        loads.computeIfAbsent(load.title, title -> new LinkedHashMap<>())
                .computeIfAbsent(side, name -> new LinkedHashMap<>())
                .computeIfAbsent(clients, number -> new ArrayList<>())
                .add(measured);
    }

    void counted(Load load, String side, Counted count) {
        counted.computeIfAbsent(load.title, title -> new LinkedHashMap<>()).put(side, count);
    }

    void started(String side, double megabytes, Service.Start start) {
        process(side).size = megabytes;
        process(side).starts.add(start);
    }

    /** The most that it had. */
    void resident(String side, double megabytes) {
        process(side).busy = Math.max(Double.isNaN(process(side).busy) ? 0 : process(side).busy, megabytes);
    }

    /** @param seconds of each side, the limit among them */
    void imported(long rows, Map<String, List<Double>> seconds) {
        String what = "import of " + rows + " enrollments";
        seconds.forEach((side, times) -> imports.add(new Line(
                what,
                side,
                rows / median(times),
                ratio(seconds.get(LIMIT), times),
                Map.of(),
                null,
                Double.NaN,
                Double.NaN)));
    }

    double busyMegabytes(String side) {
        return process(side).busy;
    }

    double answerMillis(String side) {
        return median(process(side).starts, Service.Start::answerMillis);
    }

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        loads.forEach((what, sides) -> sides.forEach((side, byClients) -> {
            Map<Integer, double[]> latencies = new LinkedHashMap<>();
            byClients.forEach((clients, rounds) -> latencies.put(clients, new double[] {
                median(rounds, Meter.Measured::p50),
                median(rounds, Meter.Measured::p99),
                median(rounds, Meter.Measured::p999)
            }));
            List<Meter.Measured> few = byClients.get(CLIENTS);
            List<Meter.Measured> limit = sides.get(LIMIT).get(CLIENTS);
            Counted count = counted.getOrDefault(what, Map.of()).get(side);
            lines.add(new Line(
                    what,
                    side,
                    median(few, Meter.Measured::perSecond),
                    ratio(rates(few), rates(limit)),
                    latencies,
                    processor(few),
                    count == null ? Double.NaN : count.statements,
                    count == null ? Double.NaN : count.roundTrips));
        }));
        lines.addAll(imports);
        return lines;
    }

    /** The aligned tables. */
    String table() {
        List<String[]> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("", "", "a second", "of limit"));
        clientNumbers().forEach(clients -> head.addAll(List.of(clients + ": p50", "p99", "p99.9")));
        head.addAll(List.of("server", "postgres", "load", "statements", "trips"));
        rows.add(head.toArray(String[]::new));
        String last = "";
        for (Line line : lines()) {
            List<String> row = new ArrayList<>(List.of(
                    line.what.equals(last) ? "" : line.what,
                    line.side,
                    number(0, line.perSecond),
                    number(2, line.ofLimit)));
            for (int clients : clientNumbers()) {
                double[] latency =
                        line.latencies.getOrDefault(clients, new double[] {Double.NaN, Double.NaN, Double.NaN});
                for (double each : latency) {
                    row.add(number(1, each));
                }
            }
            for (int part = 0; part < 3; part++) {
                row.add(line.processor == null ? "" : number(0, 100 * line.processor[part]) + "%");
            }
            row.addAll(List.of(number(1, line.statements), number(1, line.roundTrips)));
            rows.add(row.toArray(String[]::new));
            last = line.what;
        }
        List<String[]> started = new ArrayList<>();
        started.add(new String[] {"", "size MB", "ready ms", "first answer ms", "then MB", "under load MB"});
        processes.forEach((side, process) -> started.add(new String[] {
            side,
            number(1, process.size),
            number(0, median(process.starts, Service.Start::readyMillis)),
            number(0, median(process.starts, Service.Start::answerMillis)),
            number(0, median(process.starts, Service.Start::megabytes)),
            number(0, process.busy)
        }));
        return aligned(rows) + "\n" + aligned(started);
    }

    /** For programs; what has no value is left out. */
    Map<String, Object> document() {
        List<Object> documents = new ArrayList<>();
        for (Line line : lines()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("what", line.what);
            document.put("side", line.side);
            document.put("per_second", line.perSecond);
            document.put("of_limit", line.ofLimit);
            line.latencies.forEach((clients, latency) -> document.put(
                    "milliseconds_" + clients + "_clients",
                    Map.of("p50", latency[0], "p99", latency[1], "p99.9", latency[2])));
            if (line.processor != null) {
                document.put(
                        "processor",
                        Map.of(
                                "server",
                                line.processor[0],
                                "postgresql",
                                line.processor[1],
                                "load",
                                line.processor[2]));
            }
            document.put("statements", line.statements);
            document.put("round_trips", line.roundTrips);
            Counted count = counted.getOrDefault(line.what, Map.of()).get(line.side);
            if (count != null) {
                document.put("queries", new Json.Raw(count.queries));
            }
            documents.add(document);
        }
        Map<String, Object> starts = new LinkedHashMap<>();
        processes.forEach((side, process) -> {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("size_megabytes", process.size);
            document.put("ready_milliseconds", median(process.starts, Service.Start::readyMillis));
            document.put("first_answer_milliseconds", median(process.starts, Service.Start::answerMillis));
            document.put("started_megabytes", median(process.starts, Service.Start::megabytes));
            document.put("loaded_megabytes", process.busy);
            starts.put(side, document);
        });
        return new LinkedHashMap<>(Map.of("loads", documents, "servers", starts));
    }

    private List<Integer> clientNumbers() {
        List<Integer> numbers = new ArrayList<>(List.of(CLIENTS));
        numbers.addAll(MORE_CLIENTS);
        return numbers;
    }

    private Process process(String side) {
        return processes.computeIfAbsent(side, name -> new Process());
    }

    /** The parts of what the three took together. */
    private static double[] processor(List<Meter.Measured> rounds) {
        double server = rounds.stream().mapToDouble(Meter.Measured::server).sum();
        double database = rounds.stream().mapToDouble(Meter.Measured::database).sum();
        double generator =
                rounds.stream().mapToDouble(Meter.Measured::generator).sum();
        double all = server + database + generator;
        return new double[] {server / all, database / all, generator / all};
    }

    private static List<Double> rates(List<Meter.Measured> rounds) {
        return rounds.stream().map(Meter.Measured::perSecond).toList();
    }

    /** The median of the rounds' own ratios, which the machine's moods touch less than the numbers themselves. */
    private static double ratio(List<Double> values, List<Double> base) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < values.size(); round++) {
            ratios.add(values.get(round) / base.get(round));
        }
        return median(ratios);
    }

    private static <T> double median(List<T> rounds, ToDoubleFunction<T> value) {
        return median(rounds.stream().map(value::applyAsDouble).toList());
    }

    static double median(List<Double> values) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    static String number(int decimals, double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** The first two columns are words, the others numbers. */
    static String aligned(List<String[]> rows) {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int column = 0; column < row.length; column++) {
                widths[column] = Math.max(widths[column], row[column].length());
            }
        }
        boolean twoWords = rows.get(0)[1].isEmpty();
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.length; column++) {
                boolean word = column == 0 || column == 1 && twoWords;
                line.append(("%" + (word ? "-" : "") + widths[column] + "s").formatted(row[column]))
                        .append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
