package org.studentmanagement.schema.lint;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which columns a run may have filled or changed by the time that a revision of it asks for them, since that cannot be foreseen. */
final class ModifiedColumns {
    private static final String EVERYTHING = "*";
    private static final Pattern ASSIGNED = Pattern.compile("\"([^\"]+)\"|([\\w$]+)");
    private static final Pattern SET = Pattern.compile("\\bNEW\\s*\\.\\s*\"?(\\w+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern REACHES_FURTHER = Pattern.compile(
            "\\b(UPDATE|INSERT|DELETE|MERGE|TRUNCATE|EXECUTE|PERFORM|CALL|NEW\\s*:?=)\\b?", Pattern.CASE_INSENSITIVE);

    /** The functions that others than foreign keys have fire on an update; null for one that cannot be read here. */
    private static final String FIRED = """
            SELECT CASE lanname WHEN 'plpgsql' THEN prosrc END FROM pg_trigger
            JOIN pg_proc ON pg_proc.oid = tgfoid
            JOIN pg_language ON pg_language.oid = prolang
            WHERE tgrelid = to_regclass(?) AND NOT tgisinternal AND tgenabled <> 'D'
            """;

    private final ReadOnlyTransaction database;
    private final Map<QualifiedName, Set<String>> columns = new HashMap<>();
    private final Set<QualifiedName> triggered = new HashSet<>();
    private boolean everything;

    ModifiedColumns(ReadOnlyTransaction database) {
        this.database = database;
    }

    /** Whether a column that the SQL names may be another by then. */
    boolean in(QualifiedName table, String sql) {
        Set<String> names = columns.getOrDefault(table, Set.of());
        return everything
                || names.contains(EVERYTHING)
                || names.stream()
                        .anyMatch(name -> Pattern.compile("(?<![\\w\"])\"?" + Pattern.quote(name) + "\"?(?![\\w\"])")
                                .matcher(sql)
                                .find());
    }

    void apply(Operation operation, RenameHistory history) throws SQLException {
        if (operation instanceof Operation.Unreadable || operation instanceof Operation.Call call && isOwn(call)) {
            everything = true;
        } else if (operation instanceof Operation.Make make && make.kind().equals("TRIGGER")) {
            triggered.add(make.object());
        } else if (operation instanceof Operation.ChangeRows change) {
            change(change, history);
        } else if (operation instanceof Operation.AddColumn add) {
            touch(add.table(), add.column().name());
        } else if (operation instanceof Operation.DropColumn drop) {
            touch(drop.table(), drop.column());
        } else if (operation instanceof Operation.ChangeType change && !change.plain()) {
            touch(change.table(), change.column());
        } else if (operation instanceof Operation.Rename rename && rename.column() != null) {
            touch(rename.table(), rename.column());
            touch(rename.table(), rename.to());
        } else if (operation instanceof Operation.Rename rename) {
            touch(rename.table().sibling(rename.to()), EVERYTHING);
        }
    }

    private void change(Operation.ChangeRows change, RenameHistory history) throws SQLException {
        if (!change.verb().equals("UPDATE") || triggered.contains(change.table())) {
            touch(change.table(), EVERYTHING);
            return;
        }
        for (String assignment : change.assignments()) {
            Matcher names = ASSIGNED.matcher(assignment.split("=", 2)[0]);
            while (names.find()) {
                touch(change.table(), names.group(1) != null ? names.group(1) : QualifiedName.plain(names.group(2)));
            }
        }
        Optional<QualifiedName> table = history.table(change.table());
        if (table.isPresent()) {
            database.list(FIRED, row -> row.getString(1), table.get().toString())
                    .forEach(source -> fired(change.table(), source));
        }
    }

    /** A trigger sets no other column of its row than those that its function names. */
    private void fired(QualifiedName table, String source) {
        if (source == null || REACHES_FURTHER.matcher(source).find()) {
            everything = true;
            return;
        }
        Matcher names = SET.matcher(source);
        while (names.find()) {
            touch(table, names.group(1));
        }
    }

    private boolean isOwn(Operation.Call call) throws SQLException {
        return database.finds(
                DataLossAnalysis.CHANGING_FUNCTION, call.function().name());
    }

    private void touch(QualifiedName table, String column) {
        columns.computeIfAbsent(table, name -> new HashSet<>()).add(column);
    }
}
