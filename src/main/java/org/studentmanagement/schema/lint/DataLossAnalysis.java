package org.studentmanagement.schema.lint;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import liquibase.change.Change;
import org.studentmanagement.schema.lint.DataLoss.Kind;
import org.studentmanagement.schema.run.Script;

/** Finds out what a run takes away, and how much of it there is at present. */
final class DataLossAnalysis {
    /** Those on whose deletion, or on the emptying of whose table, rows of others go as well, or values are set to null. */
    private static final String REFERRING = """
            SELECT conrelid::regclass, confdeltype,
                (SELECT string_agg(quote_ident(attname), ', ' ORDER BY place) FROM unnest(conkey) WITH ORDINALITY AS key (number, place)
                    JOIN pg_attribute ON attrelid = conrelid AND attnum = number),
                (SELECT string_agg(quote_ident(attname), ', ' ORDER BY place) FROM unnest(confkey) WITH ORDINALITY AS key (number, place)
                    JOIN pg_attribute ON attrelid = confrelid AND attnum = number)
            FROM pg_constraint
            WHERE contype = 'f' AND conparentid = 0 AND confrelid = to_regclass(?)
            ORDER BY conrelid::regclass::text, conname
            """;

    /** Functions that can change something, without those that extensions brought. */
    static final String CHANGING_FUNCTION = """
            SELECT proname FROM pg_proc
            WHERE proname = ? AND provolatile = 'v' AND pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
              AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e')
            """;

    /** A foreign key on the table, with its columns and those that they refer to. */
    private record Referring(QualifiedName table, String onDelete, String columns, String referenced) {
        static Referring of(ResultSet row) throws SQLException {
            return new Referring(
                    QualifiedName.written(row.getString(1)), row.getString(2), row.getString(3), row.getString(4));
        }
    }

    private final ReadOnlyTransaction database;
    private final AffectedRows stored;
    private final RenameHistory history = new RenameHistory();
    private final Set<QualifiedName> madeFunctions = new HashSet<>();
    private final List<DataLoss> losses = new ArrayList<>();
    private String revision;

    private DataLossAnalysis(ReadOnlyTransaction database) {
        this.database = database;
        stored = new AffectedRows(database);
    }

    static List<DataLoss> of(Connection connection, Script script, Map<String, List<Change>> run) throws SQLException {
        ChangeReader reader = new ChangeReader(script);
        try (ReadOnlyTransaction database = new ReadOnlyTransaction(connection)) {
            DataLossAnalysis losses = new DataLossAnalysis(database);
            for (Map.Entry<String, List<Change>> step : run.entrySet()) {
                losses.revision = step.getKey();
                for (Statement statement : reader.read(step.getValue())) {
                    losses.read(statement);
                    losses.history.apply(statement.operation());
                }
            }
            return losses.losses;
        }
    }

    private void read(Statement statement) throws SQLException {
        Operation operation = statement.operation();
        if (operation instanceof Operation.Drop drop) {
            drop(drop);
        } else if (operation instanceof Operation.DropColumn drop) {
            column(drop.table(), drop.column());
        } else if (operation instanceof Operation.ChangeType change) {
            narrow(change);
        } else if (operation instanceof Operation.ChangeRows change) {
            rows(change, statement.sql());
        } else if (operation instanceof Operation.Make make && make.kind().equals("FUNCTION")) {
            madeFunctions.add(make.object());
        } else if (operation instanceof Operation.Call call && changes(call.function())) {
            unreadable("what %s() does".formatted(call.function().name()));
        } else if (operation instanceof Operation.Unreadable unreadable) {
            unreadable("what cannot be read: " + unreadable.reason());
        }
    }

    /** A view, a function or an index holds nothing of its own, and no other goes with it that does. */
    private void drop(Operation.Drop drop) throws SQLException {
        if (drop.kind().equals("TABLE")) {
            Optional<QualifiedName> table = history.table(drop.object());
            if (table.isPresent()) {
                add(Kind.DROPPED, table.get(), null, null, stored.in(table.get()));
            }
        } else if (drop.kind().equals("SCHEMA")) {
            for (QualifiedName table : stored.tablesOf(drop.object().name())) {
                add(Kind.DROPPED, table, null, null, stored.in(table));
            }
        } else if (drop.cascade() && Set.of("TYPE", "DOMAIN", "EXTENSION").contains(drop.kind())) {
            for (AffectedRows.ColumnName column : stored.columnsOf(drop.kind(), drop.object())) {
                add(Kind.DROPPED, column.table(), column.name(), null, stored.in(column.table(), column.name()));
            }
        }
    }

    private void column(QualifiedName table, String column) throws SQLException {
        Optional<String> present = history.column(table, column);
        if (present.isPresent()) {
            QualifiedName name = history.table(table).orElseThrow();
            add(Kind.DROPPED, name, present.get(), null, stored.in(name, present.get()));
        }
    }

    /** Where every value fits, nothing is lost, and nothing is said. */
    private void narrow(Operation.ChangeType change) throws SQLException {
        Optional<String> present = history.column(change.table(), change.column());
        if (present.isPresent()) {
            QualifiedName table = history.table(change.table()).orElseThrow();
            long rows = stored.notFitting(table, present.get(), change);
            if (rows != 0) {
                add(Kind.NARROWED, table, present.get(), change.type(), rows);
            }
        }
    }

    private void rows(Operation.ChangeRows change, String sql) throws SQLException {
        Optional<QualifiedName> table = history.table(change.table());
        boolean deletes = change.verb().equals("DELETE")
                || change.verb().equals("MERGE") && sql.matches("(?is).*\\bTHEN\\s+DELETE\\b.*");
        if (table.isEmpty()) {
            return;
        }
        if (change.verb().equals("TRUNCATE")) {
            deleted(table.get(), "SELECT * FROM " + table.get(), change.cascade(), new HashSet<>());
        } else if (deletes && (change.rows().isEmpty() || change.batched())) {
            add(Kind.DELETED, table.get(), null, null, stored.in(table.get()) == 0 ? 0 : DataLoss.UNKNOWN);
        } else if (deletes) {
            deleted(table.get(), change.rows(), false, new HashSet<>());
        }
    }

    /** With what goes along by foreign keys. */
    private void deleted(QualifiedName table, String rows, boolean emptied, Set<QualifiedName> seen)
            throws SQLException {
        if (!seen.add(table)) {
            return;
        }
        removed(table, null, rows);
        for (Referring key : database.list(REFERRING, Referring::of, table.toString())) {
            String referring = emptied
                    ? "SELECT * FROM " + key.table
                    : "SELECT * FROM %s WHERE (%s) IN (SELECT %s FROM (%s\n) AS gone)"
                            .formatted(key.table, key.columns, key.referenced, rows);
            if (emptied || key.onDelete.equals("c")) {
                deleted(key.table, referring, emptied, seen);
            } else if (key.onDelete.matches("[nd]")) {
                removed(key.table, key.columns, referring);
            }
        }
    }

    private void removed(QualifiedName table, String columns, String rows) throws SQLException {
        long count = database.count(rows).rows();
        if (count != 0) {
            add(Kind.DELETED, table, columns, null, count);
        }
    }

    private boolean changes(QualifiedName function) throws SQLException {
        return madeFunctions.stream().anyMatch(made -> made.name().equals(function.name()))
                || database.finds(CHANGING_FUNCTION, function.name());
    }

    private void unreadable(String detail) {
        add(Kind.UNREADABLE, null, null, detail, DataLoss.UNKNOWN);
    }

    private void add(Kind kind, QualifiedName table, String column, String detail, long rows) {
        losses.add(new DataLoss(revision, kind, table == null ? null : table.toString(), column, detail, rows));
    }
}
