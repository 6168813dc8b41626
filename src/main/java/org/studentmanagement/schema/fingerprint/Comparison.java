package org.studentmanagement.schema.fingerprint;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.studentmanagement.schema.catalog.TableShape;
import org.studentmanagement.schema.fingerprint.Fingerprinting.Total;
import org.studentmanagement.schema.fingerprint.ParallelReader.Reading;
import org.studentmanagement.schema.fingerprint.TableDifference.Kind;
import org.studentmanagement.terminal.Progress;

/**
 * Compares a database with what was saved of it: every row, over the columns that there were. New tables and columns are no
 * difference, nor is another type that holds the same values.
 */
public final class Comparison {
    private static final Set<String> CANNOT_CAST = Set.of("42846", "42883", "42804");

    private final Fingerprint saved;
    private final Snapshot present;
    private final Optional<ConcurrentWrites> meanwhile;
    private final Map<String, TableShape> shapes;
    private final List<TableDifference> differences = new ArrayList<>();

    private Comparison(Fingerprint saved, Snapshot present, Optional<ConcurrentWrites> meanwhile) {
        this.saved = saved;
        this.present = present;
        this.meanwhile = meanwhile;
        shapes = present.tables().stream().collect(Collectors.toMap(TableShape::name, Function.identity()));
    }

    /** Returns what differs, by table; nothing where every row is there unaltered. Shows a bar on standard error. */
    public static List<TableDifference> of(Fingerprint saved, Snapshot present) throws SQLException {
        return of(saved, present, Optional.empty());
    }

    public static List<TableDifference> of(Fingerprint saved, Snapshot present, Optional<ConcurrentWrites> meanwhile)
            throws SQLException {
        return new Comparison(saved, present, meanwhile).differences();
    }

    private List<TableDifference> differences() throws SQLException {
        long bytes = shapes.values().stream()
                .filter(shape -> saved.tables().containsKey(shape.name()))
                .mapToLong(TableShape::bytes)
                .sum();
        try (Progress progress = Progress.passing("Comparing", bytes);
                ParallelReader reader = new ParallelReader(present, progress)) {
            List<Reading> begun = new ArrayList<>();
            for (var table : saved.tables().entrySet()) {
                begun.add(begin(reader, table.getKey(), table.getValue()));
            }
            for (Reading reading : begun) {
                reading.await();
            }
        }
        return differences;
    }

    private Reading begin(ParallelReader reader, String name, TableFingerprint before) throws SQLException {
        TableShape shape = shapes.get(name);
        if (shape == null) {
            return () ->
                    differences.add(new TableDifference(name, Kind.TABLE_GONE, before.rows(), null, List.of(), null));
        }
        List<String> gone = new ArrayList<>(before.columns().keySet());
        gone.addAll(before.key());
        gone.removeAll(shape.columns().keySet());
        if (!gone.isEmpty()) {
            Total total = new Total();
            Reading reading = reader.read(shape, "SELECT count(*), 0 FROM " + ParallelReader.SOURCE, total::add);
            return () -> {
                reading.await();
                differences.add(new TableDifference(name, Kind.COLUMNS_GONE, before.rows(), total.rows, gone, null));
            };
        }
        RowHashQuery query = new RowHashQuery(columns(before, shape), shape.columns(), before.key());
        Total total = new Total();
        Reading reading = reader.read(shape, query.total(), total::add);
        return () -> {
            TableFingerprint expected = before;
            try {
                reading.await();
                if (meanwhile.isPresent()) {
                    expected = meanwhile.get().expected(present, shape, query, before);
                }
            } catch (SQLException e) {
                differences.add(notComparable(shape, before, e));
                return;
            }
            if (total.rows != expected.rows() || !total.sum.equals(expected.sum())) {
                rows(shape, expected, total.rows, DifferenceSearch.of(present, shape, query, expected));
            }
        };
    }

    private void rows(TableShape table, TableFingerprint expected, long now, DifferingRows differing)
            throws SQLException {
        DifferingRows rows = differing == null || meanwhile.isEmpty()
                ? differing
                : meanwhile.get().withoutDeleted(present, table, differing);
        if (rows != null || differing == null) {
            differences.add(new TableDifference(table.name(), Kind.ROWS, expected.rows(), now, List.of(), rows));
        }
    }

    /** The columns as saved, except that one whose type has been dropped, such as an enum, is compared as text. */
    private SortedMap<String, String> columns(TableFingerprint before, TableShape now) throws SQLException {
        SortedMap<String, String> columns = new TreeMap<>(before.columns());
        for (var column : columns.entrySet()) {
            String type = column.getValue();
            if (!HashedForm.agree(type, now.columns().get(column.getKey()))
                    && !present.hasType(HashedForm.bare(type))) {
                column.setValue("text");
            }
        }
        return columns;
    }

    /** Where a value has no place in the type that its column had, it is not the value that was there. */
    private static TableDifference notComparable(TableShape now, TableFingerprint before, SQLException fault)
            throws SQLException {
        String state = String.valueOf(fault.getSQLState());
        if (!state.startsWith("22") && !CANNOT_CAST.contains(state)) {
            throw fault;
        }
        Map<String, String> changed = new LinkedHashMap<>(before.columns());
        changed.entrySet()
                .removeIf(column ->
                        HashedForm.agree(column.getValue(), now.columns().get(column.getKey())));
        return new TableDifference(
                now.name(), Kind.NOT_COMPARABLE, before.rows(), null, List.copyOf(changed.keySet()), null);
    }
}
