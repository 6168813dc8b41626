package org.studentmanagement.schema.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.studentmanagement.schema.catalog.RecordTables;

/** The tables of the current schema and where they lie on disk, as of one moment. */
final class Tables {
    /** Without those of extensions and those in which migrations keep their records. */
    private static final String SQL = """
            SELECT oid, relname, coalesce(pg_relation_filenode(oid), 0), pg_total_relation_size(oid),
                pg_table_size(oid),
                ARRAY(
                    SELECT concat_ws(' ', attnum, attname, atttypid, atttypmod, attcollation)
                    FROM pg_attribute
                    WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
                ) AS columns,
                ARRAY(SELECT indexrelid FROM pg_index WHERE indrelid = pg_class.oid) || reltoastrelid AS parts
            FROM pg_class
            WHERE relnamespace = current_schema::regnamespace AND relkind IN ('r', 'p', 'm')
              AND relname NOT IN (record_tables)
              AND NOT EXISTS (
                  SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
            """;

    /**
     * @param file another one when the table has been rewritten
     * @param bytes with indexes
     * @param bytesOfRows without
     */
    private record State(String name, long file, long bytes, long bytesOfRows, Set<String> columns) {}

    private final Map<Long, State> states = new HashMap<>();
    private final Map<Long, Long> tableOf = new HashMap<>();

    private Tables() {}

    static Tables read(Connection connection) throws SQLException {
        Tables tables = new Tables();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(RecordTables.named(SQL))) {
            while (rows.next()) {
                long table = rows.getLong(1);
                Set<String> columns = Set.of((String[]) rows.getArray("columns").getArray());
                tables.states.put(
                        table,
                        new State(rows.getString(2), rows.getLong(3), rows.getLong(4), rows.getLong(5), columns));
                tables.tableOf.put(table, table);
                for (Long part : (Long[]) rows.getArray("parts").getArray()) {
                    tables.tableOf.put(part, table);
                }
            }
        }
        return tables;
    }

    /** The locks on tables, indexes and what is stored apart, as locks on tables; those on what is not here are left out. */
    List<TableLock> locks(List<LockSampler.Span> spans) {
        List<TableLock> locks = new ArrayList<>();
        spans.stream()
                .filter(span -> tableOf.containsKey(span.relation()))
                .map(span -> new TableLock(
                        states.get(tableOf.get(span.relation())).name(), span.mode(), span.from(), span.to()))
                .sorted(Comparator.comparing(TableLock::from))
                .forEach(lock -> {
                    Optional<TableLock> earlier =
                            locks.stream().filter(lock::continues).findFirst();
                    earlier.ifPresent(locks::remove);
                    locks.add(earlier.map(lock::joined).orElse(lock));
                });
        return locks.stream()
                .filter(lock -> locks.stream().noneMatch(other -> other.covers(lock)))
                .sorted(TableLock.BY_HARM.reversed())
                .toList();
    }

    /** Those that lie somewhere else afterwards. */
    Set<String> rewritten(Tables after) {
        Set<String> rewritten = new TreeSet<>();
        states.forEach((table, state) -> {
            State then = after.states.get(table);
            if (then != null && then.file() != state.file()) {
                rewritten.add(state.name());
            }
        });
        return rewritten;
    }

    /** Those that are gone or have another name afterwards, and those without a column that they have, or of another type. */
    Set<String> reshaped(Tables after) {
        Set<String> reshaped = new TreeSet<>();
        states.forEach((table, state) -> {
            State then = after.states.get(table);
            if (then == null
                    || !then.name().equals(state.name())
                    || !then.columns().containsAll(state.columns())) {
                reshaped.add(state.name());
            }
        });
        return reshaped;
    }

    /** Without indexes. */
    long bytesOfRows() {
        return states.values().stream().mapToLong(State::bytesOfRows).sum();
    }

    /** With indexes. */
    long bytes() {
        return states.values().stream().mapToLong(State::bytes).sum();
    }
}
