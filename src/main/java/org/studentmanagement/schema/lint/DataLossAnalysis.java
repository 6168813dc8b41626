package org.studentmanagement.schema.lint;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import liquibase.change.Change;
import org.studentmanagement.schema.lint.DataLoss.Kind;
import org.studentmanagement.schema.lint.ReadOnlyTransaction.RowCount;
import org.studentmanagement.schema.run.Script;

/** Finds out what a run takes away, and how much of it there is at present. */
public final class DataLossAnalysis {
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

    private final ReadOnlyTransaction inquiry;
    private final AffectedRows stored;
    private final RenameHistory today = new RenameHistory();
    private final Set<QualifiedName> madeFunctions = new HashSet<>();
    private final List<DataLoss> losses = new ArrayList<>();
    private String revision;

    private DataLossAnalysis(ReadOnlyTransaction inquiry) {
        this.inquiry = inquiry;
        stored = new AffectedRows(inquiry);
    }

    /** @param run what each revision does, by their slugs, in the order in which they run */
    public static List<DataLoss> of(Connection connection, Script script, Map<String, List<Change>> run)
            throws SQLException {
        ChangeReader reader = new ChangeReader(script);
        try (ReadOnlyTransaction inquiry = new ReadOnlyTransaction(connection)) {
            DataLossAnalysis losses = new DataLossAnalysis(inquiry);
            for (Map.Entry<String, List<Change>> step : run.entrySet()) {
                losses.revision = step.getKey();
                for (Statement statement : reader.read(step.getValue())) {
                    losses.read(statement);
                    losses.today.apply(statement.operation());
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

    private void drop(Operation.Drop drop) throws SQLException {
        switch (drop.kind()) {
            case "TABLE" -> {
                Optional<QualifiedName> table = today.table(drop.object());
                if (table.isPresent()) {
                    add(Kind.DROPPED, table.get().toString(), null, null, stored.in(table.get()));
                }
            }
            case "SCHEMA" -> {
                for (QualifiedName table : stored.tablesOf(drop.object().name())) {
                    add(Kind.DROPPED, table.toString(), null, null, stored.in(table));
                }
            }
            case "TYPE", "DOMAIN", "EXTENSION" -> {
                if (drop.cascade()) {
                    stored.columnsOf(drop.kind(), drop.object())
                            .forEach((column, rows) -> add(Kind.DROPPED, column.table(), column.name(), null, rows));
                }
            }
            default -> {
                // A view, a function or an index holds nothing of its own, and no other goes with it that does.
            }
        }
    }

    private void column(QualifiedName table, String column) throws SQLException {
        Optional<String> present = today.column(table, column);
        if (present.isPresent()) {
            QualifiedName name = today.table(table).orElseThrow();
            add(Kind.DROPPED, name.toString(), present.get(), null, stored.in(name, present.get()));
        }
    }

    /** Where every value fits, nothing is lost, and nothing is said. */
    private void narrow(Operation.ChangeType change) throws SQLException {
        Optional<String> present = today.column(change.table(), change.column());
        if (present.isPresent()) {
            QualifiedName table = today.table(change.table()).orElseThrow();
            long rows = stored.notFitting(table, present.get(), change);
            if (rows != 0) {
                add(Kind.NARROWED, table.toString(), present.get(), change.type(), rows);
            }
        }
    }

    private void rows(Operation.ChangeRows change, String sql) throws SQLException {
        Optional<QualifiedName> table = today.table(change.table());
        boolean deletes = change.verb().equals("DELETE")
                || change.verb().equals("MERGE") && sql.matches("(?is).*\\bTHEN\\s+DELETE\\b.*");
        if (table.isEmpty()) {
            return;
        }
        if (change.verb().equals("TRUNCATE")) {
            deleted(table.get(), "SELECT * FROM " + table.get(), change.cascade(), new HashSet<>());
        } else if (deletes && (change.rows().isEmpty() || change.batched())) {
            add(Kind.DELETED, table.get().toString(), null, null, stored.in(table.get()) == 0 ? 0 : DataLoss.UNKNOWN);
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
        RowCount answer = inquiry.count(rows);
        if (answer.rows() != 0) {
            add(Kind.DELETED, table.toString(), null, null, answer.rows());
        }
        for (List<String> key : inquiry.rows(REFERRING, table.toString())) {
            QualifiedName child = QualifiedName.written(key.get(0));
            String referring = emptied
                    ? "SELECT * FROM " + child
                    : "SELECT * FROM %s WHERE (%s) IN (SELECT %s FROM (%s\n) AS gone)"
                            .formatted(child, key.get(2), key.get(3), rows);
            if (emptied || key.get(1).equals("c")) {
                deleted(child, referring, emptied, seen);
            } else if (key.get(1).matches("[nd]")) {
                RowCount cleared = inquiry.count(referring);
                if (cleared.rows() != 0) {
                    add(Kind.DELETED, child.toString(), key.get(2), null, cleared.rows());
                }
            }
        }
    }

    private boolean changes(QualifiedName function) throws SQLException {
        return madeFunctions.stream().anyMatch(made -> made.name().equals(function.name()))
                || !inquiry.rows(CHANGING_FUNCTION, function.name()).isEmpty();
    }

    private void unreadable(String detail) {
        add(Kind.UNREADABLE, null, null, detail, DataLoss.UNKNOWN);
    }

    private void add(Kind kind, String table, String column, String detail, long rows) {
        losses.add(new DataLoss(revision, kind, table, column, detail, rows));
    }
}
