package org.studentmanagement.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rows of a table that are known by a column of the file: what has a key that is stored is changed, the rest is new. */
public abstract class KeyedSheet implements Sheet {
    private final String table;
    private final Column key;
    private final List<Column> columns;
    private final List<Column> others;

    /**
     * @param table and the name of the sheet
     * @param key is unique, and never changed
     */
    protected KeyedSheet(String table, Column key, Column... others) {
        this.table = table;
        this.key = key;
        this.others = List.of(others);
        columns = new ArrayList<>(this.others);
        columns.add(0, key);
    }

    @Override
    public final String name() {
        return table;
    }

    @Override
    public final String table() {
        return table;
    }

    @Override
    public final List<Column> columns() {
        return columns;
    }

    @Override
    public List<String> checks() {
        List<String> checks = new ArrayList<>();
        others.stream()
                .filter(column -> column.fault() != null)
                .forEach(column -> checks.add(column.refuseUnlessStored(table, key.name())));
        checks.add("""
                UPDATE import_%1$s i
                SET refused_column = '%2$s', reason = format('"%%s" is on line %%s already', i.%2$s, earlier.line)
                FROM (
                  SELECT %2$s, min(line) AS line FROM import_%1$s
                  WHERE reason IS NULL GROUP BY %2$s HAVING count(*) > 1
                ) earlier
                WHERE i.reason IS NULL AND i.%2$s = earlier.%2$s AND i.line > earlier.line""".formatted(table, key.name()));
        return checks;
    }

    /** What the file has no column for stays as it is stored. */
    @Override
    public final String changes(Set<String> given) {
        Function<Column, String> value = column -> (given.contains(column.name()) ? "i." : "s.") + column.name();
        return """
                CREATE TEMP TABLE changed_%1$s AS
                SELECT s.id IS NULL AS is_new, s.id, i.line, i.%2$s, %3$s
                FROM import_%1$s i LEFT JOIN %1$s s ON s.%2$s = i.%2$s
                WHERE i.reason IS NULL AND (s.id IS NULL OR (%4$s) IS DISTINCT FROM (%3$s))""".formatted(table, key.name(), listed(value), listed(column -> "s." + column.name()));
    }

    @Override
    public List<String> stores() {
        return List.of("""
                UPDATE %1$s s SET %2$s
                FROM changed_%1$s c
                WHERE c.id = s.id""".formatted(table, listed(column -> column.name() + " = c." + column.name())), """
                INSERT INTO %1$s (%2$s, %3$s)
                SELECT %2$s, %3$s FROM changed_%1$s WHERE is_new ORDER BY line""".formatted(
                        table, key.name(), listed(Column::name)));
    }

    private String listed(Function<Column, String> shape) {
        return others.stream().map(shape).collect(Collectors.joining(", "));
    }
}
