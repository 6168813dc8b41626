package org.studentmanagement.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows under headings, aligned for a fixed-width font: numbers, some of which may be missing, to the right, the rest to the left. */
public final class Table {
    private static final String GAP = "  ";

    private final List<String> headings;
    private final List<List<Object>> rows = new ArrayList<>();

    public Table(String... headings) {
        this.headings = List.of(headings);
    }

    /** Adds a row, which has as many cells as there are headings. */
    public Table row(Object... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells under " + headings.size() + " headings");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The lines without a line break after the last. */
    @Override
    public String toString() {
        List<List<?>> lines = new ArrayList<>();
        lines.add(headings);
        lines.addAll(rows);
        return lines.stream().map(this::line).collect(Collectors.joining(System.lineSeparator()));
    }

    private String line(List<?> cells) {
        return IntStream.range(0, cells.size())
                .mapToObj(column -> cell(column, cells.get(column)))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private String cell(int column, Object value) {
        String text = value.toString();
        String padding = " ".repeat(width(column) - text.length());
        return numeric(column) ? padding + text : text + padding;
    }

    private int width(int column) {
        return IntStream.concat(
                        IntStream.of(headings.get(column).length()),
                        rows.stream().mapToInt(row -> row.get(column).toString().length()))
                .max()
                .orElseThrow();
    }

    private boolean numeric(int column) {
        return rows.stream().map(row -> row.get(column)).allMatch(value -> value instanceof Number || value.equals(""))
                && rows.stream().anyMatch(row -> row.get(column) instanceof Number);
    }
}
