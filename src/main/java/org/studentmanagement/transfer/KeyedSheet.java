package org.studentmanagement.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of a table that are known by a column of the file: what has a key that is stored is changed, the rest is new. */
public abstract class KeyedSheet implements Sheet {
    private final String table;
    private final Key key;
    private final List<Column> columns;
    private final List<Column> others;

    /** @param key is unique, and never changed */
    protected KeyedSheet(Key key, Column... others) {
        this.table = key.table();
        this.key = key;
        this.others = List.of(others);
        columns = new ArrayList<>(this.others);
        columns.add(0, key.column());
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

    /**
     * Statements that refuse rows for the sake of others of the sheet; what refers to these rows is looked at later.
     *
     * @param given the columns that the file has
     */
    protected List<String> ownChecks(Set<String> given) {
        return List.of();
    }

    @Override
    public final List<String> checks(Set<String> given) {
        List<String> checks = new ArrayList<>();
        others.stream()
                .filter(column -> column.fault() != null)
                .forEach(column ->
                        checks.add(column.refuseUnlessStored(table, key.column().name())));
        checks.add(key.refuseRepeated());
        checks.addAll(ownChecks(given));
        references()
                .forEach(column -> checks.add(
                        isOwn(column)
                                ? column.key().refuseUnknownOfItsOwn(column.name())
                                : column.key().refuseUnknown(table, column.name())));
        return checks;
    }

    /** What the file has no column for stays as it is stored. */
    @Override
    public final String changes(Set<String> given) {
        Function<Column, String> stored = KeyedSheet::stored;
        Function<Column, String> value =
                column -> given.contains(column.name()) ? "i." + column.name() : stored.apply(column);
        return """
                CREATE TEMP TABLE changed_%1$s AS
                SELECT s.id IS NULL AS is_new, s.id, i.line, i.%2$s, %3$s
                FROM import_%1$s i LEFT JOIN %1$s s ON s.%2$s = i.%2$s%4$s
                WHERE i.reason IS NULL AND (s.id IS NULL OR (%5$s) IS DISTINCT FROM (%6$s))""".formatted(
                        table,
                        key.column().name(),
                        listed(column -> value.apply(column) + " AS " + column.name()),
                        joined(column -> column.referred() + ".id = s." + column.stored()),
                        listed(stored),
                        listed(value));
    }

    /** What is new comes first, since what is stored may be to refer to it. */
    @Override
    public List<String> stores() {
        Function<Column, String> value = column -> column.refers() ? column.referred() + ".id" : "c." + column.name();
        String referred =
                joined(column -> column.referred() + "." + column.key().column().name() + " = c." + column.name());
        List<String> stores = new ArrayList<>();
        stores.add("""
                INSERT INTO %1$s (%2$s, %3$s)
                SELECT c.%2$s, %4$s FROM changed_%1$s c%5$s WHERE c.is_new ORDER BY c.line""".formatted(table, key.column().name(), listed(Column::stored), listed(value), referred));
        stores.add("""
                UPDATE %1$s s SET %2$s
                FROM changed_%1$s c%3$s
                WHERE c.id = s.id""".formatted(table, listed(column -> column.stored() + " = " + value.apply(column)), referred));
        references()
                .filter(this::isOwn)
                .forEach(column -> stores.add(
                        """
                UPDATE %1$s s SET %3$s = %4$s.id
                FROM changed_%1$s c JOIN %1$s %4$s ON %4$s.%2$s = c.%5$s
                WHERE c.is_new AND s.%2$s = c.%2$s AND s.%3$s IS NULL""".formatted(table, key.column().name(), column.stored(), column.referred(), column.name())));
        return stores;
    }

    /** In the order in which they were stored, which is that of the lines from which they came. */
    @Override
    public final String export() {
        return "SELECT s.%2$s, %3$s FROM %1$s s%4$s ORDER BY s.id"
                .formatted(
                        table,
                        key.column().name(),
                        listed(column -> column.exported(stored(column)) + " AS " + column.name()),
                        joined(column -> column.referred() + ".id = s." + column.stored()));
    }

    private static String stored(Column column) {
        return column.refers() ? column.referred() + "." + column.key().column().name() : column.comparable("s");
    }

    private Stream<Column> references() {
        return others.stream().filter(Column::refers);
    }

    private boolean isOwn(Column reference) {
        return reference.key().table().equals(table);
    }

    private String listed(Function<Column, String> shape) {
        return others.stream().map(shape).collect(Collectors.joining(", "));
    }

    /** The rows referred to, each as it is to be found, or none. */
    private String joined(Function<Column, String> condition) {
        return references()
                .map(column -> "\nLEFT JOIN %s %s ON %s"
                        .formatted(column.key().table(), column.referred(), condition.apply(column)))
                .collect(Collectors.joining());
    }
}
