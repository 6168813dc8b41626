package org.studentmanagement.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tables of the page for operators. */
final class OperationsPage {
    private static final Path FILE = Path.of("src/main/docker/README.md");

    private OperationsPage() {}

    /** Each property with what the page says its default is, as written in the table. */
    static Map<String, String> settings() throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        rows("setting")
                .forEach(cells -> Stream.of(cells.get(0).split(", "))
                        .forEach(name ->
                                settings.put(name.replace("`", ""), cells.get(1).replace("`", ""))));
        return settings;
    }

    static List<String> metrics() throws IOException {
        return rows("metric").map(cells -> cells.get(0).replace("`", "")).toList();
    }

    /** The metrics in the expressions of the alerts, without those of Kubernetes and Prometheus itself. */
    static List<String> alerted() throws IOException {
        return Pattern.compile("(?m)^ +expr: .*$")
                .matcher(Files.readString(FILE))
                .results()
                .flatMap(expression -> Pattern.compile("[a-z]+(_[a-z]+)+(?=[{)\\[])")
                        .matcher(expression.group())
                        .results())
                .map(MatchResult::group)
                .filter(metric -> !metric.startsWith("kube_"))
                .distinct()
                .toList();
    }

    /** How the property is spelt as an environment variable. */
    static String asVariable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** The rows of every table whose first column has that heading. */
    private static Stream<List<String>> rows(String heading) throws IOException {
        return Stream.of(Files.readString(FILE).split("\\R\\R"))
                .filter(block -> block.matches("(?s)\\| " + heading + " +\\|.*"))
                .flatMap(table -> table.lines().skip(2))
                .map(row -> Arrays.stream(row.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList());
    }
}
