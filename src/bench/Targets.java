package bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What the service is to reach, and what it reached: the table of this folder's README. */
final class Targets {
    private static final double SLOWEST = 4;
    private static final Map<Load, Double> OF_LIMIT = Map.of(
            Load.COURSES, 0.6,
            Load.STUDENT, 0.6,
            Load.ROSTER, 0.6,
            Load.UNREAD, 0.5,
            Load.BALANCE, 0.5,
            Load.MARK_SHEET, 0.5,
            Load.REPORT_CARD, 0.5,
            Load.ENROLL, 0.5,
            Load.ENROLL_500, 0.8);
    private static final double IMPORT_OF_LIMIT = 0.7;
    private static final Map<String, Double> MOST_MEGABYTES = Map.of("jvm", 300.0, "native", 100.0);
    private static final Map<String, Double> LATEST_SECONDS = Map.of("jvm", 1.0, "native", 0.1);

    private final Figures figures;
    private final List<Figures.Line> lines;
    private final List<String> sides;
    private final StringBuilder table = new StringBuilder();

    private Targets(Figures figures) {
        this.figures = figures;
        lines = figures.lines();
        sides = lines.stream()
                .map(Figures.Line::side)
                .filter(side -> !side.equals(Figures.LIMIT))
                .distinct()
                .toList();
    }

    /** In Markdown. */
    static String table(Figures figures) {
        Targets targets = new Targets(figures);
        targets.write();
        return targets.table.toString();
    }

    /** Puts it in the place of the former one. */
    static void store(String table, String what) throws IOException {
        Document.fill(Document.README, "--write", table + "\n" + what + "\n");
    }

    private void write() {
        row("of the limit", "at least", side -> side);
        row("---", "---", side -> "---");
        List<Load> measured = Arrays.stream(Load.values())
                .filter(load -> lines.stream().anyMatch(line -> line.what().equals(load.title)))
                .toList();
        for (Load load : measured) {
            row(load.title, bound(OF_LIMIT.get(load)), side -> of(load.title, side, Figures.Line::ofLimit));
        }
        lines.stream()
                .map(Figures.Line::what)
                .filter(what -> what.startsWith("import"))
                .distinct()
                .forEach(what -> row(what, bound(IMPORT_OF_LIMIT), side -> of(what, side, Figures.Line::ofLimit)));
        for (Load load : measured) {
            row(
                    "p99 over p50, " + load.title,
                    "at most " + bound(SLOWEST),
                    side -> of(load.title, side, Targets::slowestOverUsual));
        }
        row(
                "resident MB at 64 clients",
                atMost(MOST_MEGABYTES),
                side -> Figures.number(0, figures.busyMegabytes(side)));
        row(
                "first answer with a token, s",
                atMost(LATEST_SECONDS),
                side -> Figures.number(2, figures.answerMillis(side) / 1000));
    }

    private void row(String what, String bound, UnaryOperator<String> reached) {
        table.append("| ").append(what).append(" | ").append(bound).append(" | ");
        table.append(sides.stream().map(reached).collect(Collectors.joining(" | ")))
                .append(" |\n");
    }

    private static double slowestOverUsual(Figures.Line line) {
        double[] latency = line.latencies().get(Figures.CLIENTS);
        return latency[1] / latency[0];
    }

    private String of(String what, String side, ToDoubleFunction<Figures.Line> value) {
        return lines.stream()
                .filter(line -> line.what().equals(what) && line.side().equals(side))
                .mapToDouble(value)
                .mapToObj(number -> Figures.number(number < 10 ? 2 : 1, number))
                .collect(Collectors.joining());
    }

    private static String bound(Double bound) {
        return bound == null ? "" : Figures.number(bound < 1 ? 2 : 0, bound);
    }

    private static String atMost(Map<String, Double> bounds) {
        return "at most %s, native %s".formatted(bound(bounds.get("jvm")), bound(bounds.get("native")));
    }
}
