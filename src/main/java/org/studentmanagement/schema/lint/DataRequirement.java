package org.studentmanagement.schema.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.studentmanagement.schema.catalog.ColumnType;

/**
 * What an operation asks of the rows that are there.
 *
 * @param query has rows only where the operation would fail
 * @param what these rows are, before a colon and their number
 */
record DataRequirement(List<QualifiedName> tables, String query, String what) {
    private static final Pattern REFERENCED = Pattern.compile("(?is)\\bREFERENCES\\s+[^(]*?\\(([^)]*)\\)");
    private static final Pattern SAME_NULLS = Pattern.compile("(?is)\\bNULLS\\s+NOT\\s+DISTINCT\\b");

    static List<DataRequirement> of(Operation operation, SchemaModel before) {
        if (operation instanceof Operation.ValidateConstraint validate) {
            return before.constraint(validate.table(), validate.constraint())
                    .map(constraint -> of(validate.table(), constraint, before))
                    .orElse(List.of());
        }
        if (operation instanceof Operation.AddConstraint add && add.constraint().valid()) {
            return of(add.table(), add.constraint(), before);
        }
        if (operation instanceof Operation.SetNotNull set) {
            return before.holdsValues(set.table(), set.column())
                    ? List.of()
                    : List.of(notNull(set.table(), set.column()));
        }
        if (operation instanceof Operation.CreateIndex index && index.unique()) {
            return List.of(unique(index.table(), index.keys(), index.condition(), index.rest()));
        }
        if (operation instanceof Operation.AddColumn add
                && add.column().notNull()
                && add.column().filler() == null) {
            return List.of(new DataRequirement(
                    List.of(add.table()),
                    "SELECT * FROM " + add.table(),
                    "rows of %s, for which %s, NOT NULL from the start, brings no value"
                            .formatted(
                                    add.table(),
                                    QualifiedName.quoted(add.column().name()))));
        }
        return operation instanceof Operation.ChangeType change ? fitting(change) : List.of();
    }

    private static List<DataRequirement> of(QualifiedName table, Constraint constraint, SchemaModel before) {
        List<String> columns =
                constraint.columns().stream().map(QualifiedName::quoted).toList();
        List<DataRequirement> demands = new ArrayList<>();
        switch (constraint.kind()) {
            case CHECK -> demands.add(check(table, constraint.definition()));
            case FOREIGN_KEY -> demands.addAll(orphans(table, constraint, columns, before));
            case NOT_NULL -> demands.add(notNull(table, constraint.columns().get(0)));
            case UNIQUE, PRIMARY_KEY -> {
                if (constraint.fromIndex() == null) {
                    demands.add(unique(table, columns, "", constraint.definition()));
                }
                if (constraint.is(Constraint.Kind.PRIMARY_KEY)) {
                    constraint.columns().forEach(column -> demands.add(notNull(table, column)));
                }
            }
            case EXCLUDE -> {
                // PostgreSQL alone can compare each row with each other one in the index that it builds.
            }
        }
        return demands;
    }

    private static DataRequirement check(QualifiedName table, String definition) {
        String condition = definition.substring(definition.indexOf('(') + 1, definition.lastIndexOf(')'));
        return new DataRequirement(
                List.of(table),
                "SELECT * FROM %s WHERE NOT (%s)".formatted(table, condition),
                "rows of %s against CHECK (%s)".formatted(table, condition));
    }

    private static DataRequirement notNull(QualifiedName table, String column) {
        return new DataRequirement(
                List.of(table),
                "SELECT * FROM %s WHERE %s IS NULL".formatted(table, QualifiedName.quoted(column)),
                "rows of %s without a value in %s, which becomes NOT NULL"
                        .formatted(table, QualifiedName.quoted(column)));
    }

    private static DataRequirement unique(QualifiedName table, List<String> keys, String condition, String rest) {
        String all = String.join(", ", keys);
        List<String> conditions = new ArrayList<>();
        if (!condition.isEmpty()) {
            conditions.add("(" + condition + ")");
        }
        if (!SAME_NULLS.matcher(rest).find()) {
            conditions.add("num_nulls(%s) = 0".formatted(all));
        }
        return new DataRequirement(
                List.of(table),
                "SELECT %s, count(*) AS rows FROM %s%s GROUP BY %1$s HAVING count(*) > 1"
                        .formatted(
                                all, table, conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions)),
                "values of %s, which becomes unique, that several rows of %s have".formatted(all, table));
    }

    private static List<DataRequirement> orphans(
            QualifiedName table, Constraint key, List<String> columns, SchemaModel before) {
        Matcher written = REFERENCED.matcher(key.definition());
        List<String> referenced = written.find()
                ? List.of(written.group(1).strip().split("\\s*,\\s*"))
                : before.primaryKey(key.references()).stream()
                        .map(QualifiedName::quoted)
                        .toList();
        if (referenced.size() != columns.size()) {
            return List.of();
        }
        String match = IntStream.range(0, columns.size())
                .mapToObj(place -> "whole.%s = part.%s".formatted(referenced.get(place), columns.get(place)))
                .collect(Collectors.joining(" AND "));
        String complete = columns.stream()
                .map(column -> "part.%s IS NOT NULL".formatted(column))
                .collect(Collectors.joining(" AND "));
        return List.of(new DataRequirement(
                List.of(table, key.references()),
                "SELECT * FROM %s AS part WHERE %s AND NOT EXISTS (SELECT FROM %s AS whole WHERE %s)"
                        .formatted(table, complete, key.references(), match),
                "rows of %s whose %s is not in %s".formatted(table, String.join(", ", columns), key.references())));
    }

    /** Where PostgreSQL itself converts the values, it cuts nothing, and refuses what is too long or too large. */
    private static List<DataRequirement> fitting(Operation.ChangeType change) {
        String column = QualifiedName.quoted(change.column());
        ColumnType type = ColumnType.of(change.type());
        Optional<String> fits = type.length()
                .map(length -> "length(rtrim(%s::text, ' ')) <= %d".formatted(column, length))
                .or(() -> type.bounds(column));
        return fits
                .filter(condition -> change.plain())
                .map(condition -> new DataRequirement(
                        List.of(change.table()),
                        "SELECT * FROM %s WHERE NOT (%s)".formatted(change.table(), condition),
                        "rows of %s whose %s does not fit into %s".formatted(change.table(), column, change.type())))
                .stream()
                .toList();
    }
}
