package org.studentmanagement.schema.lint;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import liquibase.change.Change;
import liquibase.change.core.EmptyChange;
import liquibase.change.core.StopChange;
import org.studentmanagement.schema.run.Script;
import org.studentmanagement.terminal.Refused;

/** Reads what changes do, by the SQL that Liquibase makes of them. */
final class ChangeReader {
    /** A migration in steps looks with each of them at all that has run before, which says the same each time. */
    private static final Map<Script, Map<Change, List<Statement>>> READ = new WeakHashMap<>();

    private final Script script;
    private final Map<Change, List<Statement>> read;

    ChangeReader(Script script) {
        this.script = script;
        synchronized (READ) {
            read = READ.computeIfAbsent(script, none -> new IdentityHashMap<>());
        }
    }

    /** What cannot be read is an operation of its own. */
    List<Statement> read(List<Change> changes) {
        List<Statement> statements = new ArrayList<>();
        for (Change change : changes) {
            if (!(change instanceof EmptyChange)) {
                statements.addAll(read.computeIfAbsent(change, this::read));
            }
        }
        return statements;
    }

    static Statement unreadable(String reason) {
        return new Statement(new Operation.Unreadable(reason), "");
    }

    private List<Statement> read(Change change) {
        if (change instanceof StopChange) {
            return List.of(unreadable("it is not written yet"));
        }
        String kind = change.getSerializedObjectName();
        try {
            List<String> sql = script.statements(List.of(change));
            return sql.isEmpty()
                    ? List.of(unreadable(kind + " makes no SQL"))
                    : sql.stream()
                            .flatMap(statement -> StatementReader.read(statement).stream())
                            .toList();
        } catch (SQLException | Refused e) {
            return List.of(unreadable(kind + " makes no SQL without a database"));
        }
    }
}
