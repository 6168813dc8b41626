package org.studentmanagement.schema.command;

import java.sql.SQLException;
import java.util.List;
import org.studentmanagement.schema.lint.ChangesetPreflight;
import org.studentmanagement.schema.lint.DataLoss;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.Changes;
import org.studentmanagement.schema.run.Direction;
import org.studentmanagement.schema.run.LiquibaseScope;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.schema.run.ProgressObserver;
import org.studentmanagement.schema.run.Script;
import org.studentmanagement.schema.run.TargetDatabase;
import org.studentmanagement.terminal.Document;
import org.studentmanagement.terminal.Refused;
import picocli.CommandLine.Option;

/** Brings the database to another revision, or prints the SQL that would, with or without a database. */
abstract class MoveCommand extends SchemaCommand {
    /** Where the database is now. The losses are what went on the way. */
    record Moved(String revision, List<String> revisions, int pending, List<DataLoss> losses) implements Document {
        static Moved by(List<Revision> moved, List<DataLoss> losses, TargetDatabase target) throws SQLException {
            Revisions now = target.revisions();
            return new Moved(
                    now.currentSlug(),
                    moved.stream().map(Revision::slug).toList(),
                    now.pending().size(),
                    losses);
        }
    }

    private record Sql(String sql) implements Document {}

    @Option(names = "--sql", description = "Print the script that would be run, and change nothing.")
    boolean sql;

    @Option(
            names = "--from",
            paramLabel = "REVISION",
            description = "With --sql: take the database to be at this revision, without connecting to one.")
    private String from;

    private final Direction direction;
    private final String task;
    private final String done;

    /**
     * @param task names the bar
     * @param done what has become of the revisions, as in "3 revisions run; now at remarks."
     */
    MoveCommand(Direction direction, String task, String done) {
        this.direction = direction;
        this.task = task;
        this.done = done;
    }

    abstract String revision();

    abstract Moved move(Migrator migrator) throws SQLException;

    @Override
    public Integer call() throws SQLException {
        if (from != null && !sql) {
            throw Refused.usage("--from goes with --sql: without it, the database itself says where it is.");
        }
        if (sql) {
            String script = script();
            return output.print(new Sql(script), script);
        }
        try (var observer = new ProgressObserver(output.err(), task);
                Migrator migrator = db.migrator(observer)) {
            Moved moved = move(migrator);
            observer.end();
            return output.print(moved, text(moved));
        }
    }

    /** What the revisions take away, which is listed. It is refused where somebody stored it, unless he says that it may go. */
    List<DataLoss> losses(TargetDatabase target, List<Revision> plan, boolean yes) throws SQLException {
        List<DataLoss> losses = ChangesetPreflight.losses(target, plan, direction);
        DataLoss.tell(losses, direction, yes, output);
        return losses;
    }

    private String script() throws SQLException {
        Revisions revisions = revisions();
        Changes changes = Changes.parse(db.changelog, LiquibaseScope.resources());
        List<Revision> plan = direction.plan(revisions, revision());
        if (direction == Direction.UP) {
            changes.requireRollbacks(plan);
        }
        return new Script(changes).of(revisions, plan, direction);
    }

    private Revisions revisions() throws SQLException {
        if (from != null) {
            return Revisions.assumed(Changelog.files(db.changelog), from);
        }
        try (TargetDatabase target = db.target()) {
            return target.revisions();
        }
    }

    private String text(Moved moved) {
        int count = moved.revisions.size();
        return count == 0
                ? "Nothing to do at %s.".formatted(moved.revision)
                : "%d %s %s; now at %s.".formatted(count, count == 1 ? "revision" : "revisions", done, moved.revision);
    }
}
