package org.studentmanagement.schema.run;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.Scope;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.database.OfflineConnection;
import liquibase.database.core.PostgresDatabase;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.CreateDatabaseChangeLogLockTableStatement;
import liquibase.statement.core.CreateDatabaseChangeLogTableStatement;
import liquibase.util.LiquibaseUtil;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.catalog.RecordTables;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;

/** The SQL of revisions, made without a database. */
public final class Script {
    private final Changes changes;
    private final PostgresDatabase database;

    public Script(Changes changes) throws SQLException {
        this.changes = changes;
        database = LiquibaseScope.call(() -> {
            PostgresDatabase postgres = RecordTables.database();
            postgres.setConnection(new OfflineConnection(
                    "offline:postgresql", Scope.getCurrentScope().getResourceAccessor()));
            return postgres;
        });
    }

    /** The statements of a revision, or those that undo it, without their closing semicolons. */
    public List<String> statements(Revision revision, Direction direction) throws SQLException {
        List<Change> some = changes.of(revision, direction);
        return some.isEmpty()
                ? List.of()
                : Stream.concat(Stream.ofNullable(Changes.lock(changes.of(revision))), statements(some).stream())
                        .toList();
    }

    /** The statements of some changes of a changeset, or of its rollback, without their closing semicolons. */
    public List<String> statements(List<Change> some) throws SQLException {
        return LiquibaseScope.call(() -> {
            List<SqlStatement> statements = new ArrayList<>();
            for (Change change : some) {
                statements.addAll(Arrays.asList(change.generateStatements(database)));
            }
            return sql(statements.toArray(new SqlStatement[0]));
        });
    }

    /**
     * A script for psql that does to a database what the command would, except that it checks no preconditions. Each
     * revision and its record are one transaction here as well.
     */
    public String of(Revisions from, List<Revision> plan, Direction direction) throws SQLException {
        StringBuilder script = new StringBuilder("""
                -- From %s. Run it with: psql -v ON_ERROR_STOP=1 -f FILE
                SET lock_timeout = %d;
                DO $$ BEGIN
                    IF NOT pg_try_advisory_lock(%d) THEN RAISE EXCEPTION 'Another migration is going on.'; END IF;
                END $$;
                """.formatted(
                from.currentSlug(), MigrationConfig.configured().lockTimeout().toMillis(), MigrationLock.KEY));
        if (from.applied().isEmpty()) {
            for (String table : LiquibaseScope.call(() -> sql(
                    new CreateDatabaseChangeLogTableStatement(), new CreateDatabaseChangeLogLockTableStatement()))) {
                script.append(table.replace("CREATE TABLE ", "CREATE TABLE IF NOT EXISTS "))
                        .append(";\n");
            }
        }
        for (Revision revision : plan) {
            script.append('\n').append(paragraph(revision, direction));
        }
        return script.append("\nSELECT pg_advisory_unlock(")
                .append(MigrationLock.KEY)
                .append(");")
                .toString();
    }

    private String paragraph(Revision revision, Direction direction) throws SQLException {
        ChangeSet changeSet = changes.of(revision);
        String own = statements(revision, direction).stream()
                .map(statement -> statement + ";\n")
                .collect(Collectors.joining());
        String record = revision.state() == Revision.State.APPLIED ? removal(revision) : entry(revision, changeSet);
        return "-- " + direction + " " + revision.slug() + "\n"
                + (changeSet.isRunInTransaction() ? "BEGIN;\n" + own + record : own + "BEGIN;\n" + record)
                + "COMMIT;\n";
    }

    private static String removal(Revision revision) {
        return "DELETE FROM %s WHERE id = %s AND filename = %s;\n"
                .formatted(RecordTables.changelog(), Jdbc.literal(revision.slug()), Jdbc.literal(revision.file()));
    }

    /** Liquibase would write the number of the row as of now; the script may run later, and after others. */
    private String entry(Revision revision, ChangeSet changeSet) throws SQLException {
        return """
                INSERT INTO %s (id, author, filename, dateexecuted, orderexecuted, exectype, md5sum,
                    description, comments, liquibase)
                SELECT %s, %s, %s, now(), coalesce(max(orderexecuted), 0) + 1, 'EXECUTED', %s, %s, %s, %s
                FROM %s;
                """.formatted(
                        RecordTables.changelog(),
                        Jdbc.literal(revision.slug()),
                        Jdbc.literal(changeSet.getAuthor()),
                        Jdbc.literal(revision.file()),
                        Jdbc.literal(changes.checkSum(changeSet)),
                        Jdbc.literal(changeSet.getDescription()),
                        Jdbc.literal(changeSet.getComments()),
                        Jdbc.literal(LiquibaseUtil.getBuildVersion()),
                        RecordTables.changelog());
    }

    private List<String> sql(SqlStatement... statements) {
        return Arrays.stream(SqlGeneratorFactory.getInstance().generateSql(statements, database))
                .map(sql -> sql.toSql().strip().replaceFirst(";$", ""))
                .toList();
    }
}
