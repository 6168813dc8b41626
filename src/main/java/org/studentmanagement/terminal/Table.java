package org.studentmanagement.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
        String format = IntStream.range(0, headings.size()).mapToObj(this::cell).collect(Collectors.joining(GAP));
        return Stream.concat(Stream.of(headings), rows.stream())
                .map(cells -> format.formatted(cells.toArray()).stripTrailing())
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private String cell(int column) {
        int width = width(column);
        return width == 0 ? "%s" : "%" + (numeric(column) ? width : -width) + "s";
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
