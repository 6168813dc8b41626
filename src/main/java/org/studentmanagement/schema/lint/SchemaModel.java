package org.studentmanagement.schema.lint;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The schema as the statements read so far have made it, without a database. */
final class SchemaModel {
    private record State(String type, boolean notNull) {}

    private record Index(QualifiedName table, List<String> columns, boolean whole) {}

    private static final class Table {
        private final int madeBy;
        private final Map<String, State> columns = new LinkedHashMap<>();
        private final Map<String, Constraint> constraints = new HashMap<>();

        Table(int madeBy) {
            this.madeBy = madeBy;
        }
    }

    private final Map<QualifiedName, Table> tables = new HashMap<>();
    private final Map<QualifiedName, Index> indexes = new HashMap<>();
    private final Set<String> domains = new HashSet<>();
    private final Set<QualifiedName> functions = new HashSet<>();

    /** The place of the changeset that made the table; -1 if none of the changelog did. */
    int madeBy(QualifiedName table) {
        return tables.containsKey(table) ? tables.get(table).madeBy : -1;
    }

    Optional<String> type(QualifiedName table, String column) {
        return state(table, column).map(State::type);
    }

    boolean isNotNull(QualifiedName table, String column) {
        return state(table, column).filter(State::notNull).isPresent();
    }

    /** Whether no row can lack a value, by NOT NULL or by a CHECK that holds for all rows. */
    boolean holdsValues(QualifiedName table, String column) {
        return isNotNull(table, column)
                || constraints(table)
                        .anyMatch(constraint -> constraint.valid()
                                && (constraint.notNull().contains(column)
                                        || constraint.is(Constraint.Kind.NOT_NULL)
                                                && constraint.columns().contains(column)));
    }

    /** The first column of the table, which is its key in most. */
    String firstColumn(QualifiedName table) {
        return tables.containsKey(table)
                ? tables.get(table).columns.keySet().stream().findFirst().orElse("id")
                : "id";
    }

    Optional<Constraint> constraint(QualifiedName table, String name) {
        return constraints(table)
                .filter(constraint -> constraint.name().equals(name))
                .findFirst();
    }

    /** None where the table has no primary key, or is not known. */
    List<String> primaryKey(QualifiedName table) {
        return constraints(table)
                .filter(constraint -> constraint.is(Constraint.Kind.PRIMARY_KEY))
                .findFirst()
                .map(Constraint::columns)
                .orElse(List.of());
    }

    /** Whether an index, or a key, begins with the columns, in whatever order. */
    boolean isCovered(QualifiedName table, List<String> columns) {
        Stream<List<String>> keys = constraints(table)
                .filter(constraint ->
                        constraint.is(Constraint.Kind.PRIMARY_KEY) || constraint.is(Constraint.Kind.UNIQUE))
                .map(Constraint::columns);
        Stream<List<String>> built = indexes.values().stream()
                .filter(index -> index.table.equals(table) && index.whole)
                .map(Index::columns);
        return Stream.concat(keys, built)
                .anyMatch(index -> index.size() >= columns.size()
                        && index.subList(0, columns.size()).containsAll(columns));
    }

    Optional<QualifiedName> ownerOf(QualifiedName index) {
        return tableOf(index)
                .or(() -> tables.keySet().stream()
                        .filter(table -> constraint(table, index.name())
                                .filter(key -> key.is(Constraint.Kind.PRIMARY_KEY) || key.is(Constraint.Kind.UNIQUE))
                                .isPresent())
                        .findFirst());
    }

    Optional<QualifiedName> tableOf(QualifiedName index) {
        return Optional.ofNullable(indexes.get(index)).map(Index::table);
    }

    /** None where the index is not known. */
    List<String> columnsOf(QualifiedName index) {
        return indexes.containsKey(index) ? indexes.get(index).columns : List.of();
    }

    boolean isDomain(String type) {
        return domains.contains(type.toLowerCase(Locale.ROOT).replaceFirst("^public\\.", ""));
    }

    boolean isOwnFunction(QualifiedName function) {
        return functions.contains(function);
    }

    void apply(Operation operation, int changeset) {
        if (operation instanceof Operation.CreateTable made) {
            make(made, changeset);
        } else if (operation instanceof Operation.CreateIndex made) {
            indexes.put(made.index(), new Index(made.table(), made.columns(), made.whole()));
        } else if (operation instanceof Operation.DropIndex dropped) {
            indexes.remove(dropped.index());
        } else if (operation instanceof Operation.Make made && made.kind().equals("DOMAIN")) {
            domains.add(made.object().toString());
        } else if (operation instanceof Operation.Make made && made.kind().equals("FUNCTION")) {
            functions.add(made.object());
        } else if (operation instanceof Operation.Drop dropped && dropped.table() != null) {
            tables.remove(dropped.table());
            indexes.values().removeIf(index -> index.table.equals(dropped.table()));
        } else if (operation.table() != null && tables.containsKey(operation.table())) {
            alter(tables.get(operation.table()), operation);
            operation.constraints().forEach(constraint -> add(operation.table(), constraint));
        }
    }

    /** IF NOT EXISTS makes no table that is there, nor does a temporary one take its place for others. */
    private void make(Operation.CreateTable made, int changeset) {
        if (!tables.containsKey(made.table())) {
            Table table = new Table(changeset);
            tables.put(made.table(), table);
            made.columns().forEach(column -> put(table, column));
            made.constraints().forEach(constraint -> add(made.table(), constraint));
        }
    }

    private void alter(Table table, Operation operation) {
        if (operation instanceof Operation.AddColumn added) {
            put(table, added.column());
        } else if (operation instanceof Operation.DropColumn dropped) {
            table.columns.remove(dropped.column());
            table.constraints
                    .values()
                    .removeIf(constraint -> constraint.columns().contains(dropped.column()));
            indexes.values()
                    .removeIf(index -> index.table.equals(dropped.table())
                            && index.columns().contains(dropped.column()));
        } else if (operation instanceof Operation.ChangeType changed) {
            table.columns.computeIfPresent(
                    changed.column(), (name, before) -> new State(changed.type(), before.notNull));
        } else if (operation instanceof Operation.SetNotNull set) {
            notNull(table, set.column(), true);
        } else if (operation instanceof Operation.DropNotNull dropped) {
            notNull(table, dropped.column(), false);
        } else if (operation instanceof Operation.ValidateConstraint validated) {
            table.constraints.computeIfPresent(validated.constraint(), (name, before) -> before.validated());
        } else if (operation instanceof Operation.DropConstraint dropped) {
            table.constraints.remove(dropped.constraint());
        } else if (operation instanceof Operation.RenameConstraint renamed) {
            Optional.ofNullable(table.constraints.remove(renamed.constraint()))
                    .ifPresent(constraint -> table.constraints.put(renamed.to(), constraint.named(renamed.to())));
        } else if (operation instanceof Operation.Rename renamed) {
            rename(table, renamed);
        }
    }

    private void rename(Table table, Operation.Rename renamed) {
        if (renamed.column() != null) {
            Optional.ofNullable(table.columns.remove(renamed.column()))
                    .ifPresent(column -> table.columns.put(renamed.to(), column));
            return;
        }
        QualifiedName to = renamed.table().sibling(renamed.to());
        tables.remove(renamed.table());
        tables.put(to, table);
        indexes.replaceAll((name, index) ->
                index.table.equals(renamed.table()) ? new Index(to, index.columns, index.whole) : index);
    }

    private void add(QualifiedName name, Constraint constraint) {
        Table table = tables.get(name);
        Index index = indexes.remove(name.sibling(String.valueOf(constraint.fromIndex())));
        Constraint added = index == null ? constraint : constraint.on(index.columns);
        table.constraints.put(added.name(), added);
        if (added.is(Constraint.Kind.PRIMARY_KEY)) {
            added.columns().forEach(column -> notNull(table, column, true));
        }
    }

    private static void notNull(Table table, String column, boolean notNull) {
        table.columns.computeIfPresent(column, (name, before) -> new State(before.type, notNull));
    }

    private static void put(Table table, ColumnDefinition column) {
        table.columns.put(column.name(), new State(column.type(), column.notNull()));
    }

    private Optional<State> state(QualifiedName table, String column) {
        return Optional.ofNullable(tables.get(table)).map(found -> found.columns.get(column));
    }

    private Stream<Constraint> constraints(QualifiedName table) {
        return tables.containsKey(table) ? tables.get(table).constraints.values().stream() : Stream.empty();
    }
}
