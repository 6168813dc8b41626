package org.studentmanagement.schema.command;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.TargetDatabase;
import org.studentmanagement.terminal.Document;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "current", description = "Shows the database's revision, since when, and how many are pending.")
final class CurrentCommand extends SchemaCommand {
    @Option(names = "--check", description = "Exit with 4 unless the database is exactly at the head.")
    private boolean check;

    private record Current(String revision, Instant applied, int pending, int unexpected, boolean atHead)
            implements Document {}

    @Override
    public Integer call() throws SQLException {
        try (TargetDatabase target = db.target()) {
            Revisions revisions = target.revisions();
            Current current = new Current(
                    revisions.currentSlug(),
                    revisions.current().map(Revision::applied).orElse(null),
                    revisions.pending().size(),
                    revisions.unexpected().size(),
                    revisions.atHead());
            return output.print(current.atHead || !check, current, text(current));
        }
    }

    private static String text(Current current) {
        String since = current.applied == null ? "" : ", applied " + current.applied.truncatedTo(ChronoUnit.SECONDS);
        String unexpected = current.unexpected == 0 ? "" : ", " + current.unexpected + " unexpected";
        return current.revision
                + since
                + (current.atHead ? " (head)" : ", " + current.pending + " pending" + unexpected);
    }
}
