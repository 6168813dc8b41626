package org.studentmanagement.schema.command;

import java.sql.SQLException;
import java.util.List;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.RunSummary;
import org.studentmanagement.schema.run.TargetDatabase;
import org.studentmanagement.terminal.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "history",
        description = "Lists the revisions: applied ones in the order in which they were, then pending ones.")
final class HistoryCommand extends SchemaCommand {
    @Option(
            names = {"-v", "--verbose"},
            description = "Show how long each took, how many rows it changed, which version ran it, and who.")
    private boolean verbose;

    @Parameters(
            arity = "0..1",
            paramLabel = "A:B",
            defaultValue = ":",
            description = "Only those from A to B, both included; either may be missing.")
    private String range;

    @Override
    public Integer call() throws SQLException {
        try (TargetDatabase target = db.target()) {
            Revisions revisions = target.revisions();
            return verbose
                    ? RevisionTable.print(output, revisions, chosen(revisions), RunSummary.read(target.connection()))
                    : RevisionTable.print(output, revisions, chosen(revisions));
        }
    }

    private List<Revision> chosen(Revisions revisions) {
        String[] ends = range.split(":", -1);
        if (ends.length != 2) {
            throw Refused.usage("A range is two revisions with a colon between them, as in base:head or -3:.");
        }
        int first = ends[0].isEmpty() ? 1 : Math.max(revisions.position(ends[0]), 1);
        int last = ends[1].isEmpty() ? revisions.all().size() : revisions.position(ends[1]);
        return revisions.all().subList(Math.min(first - 1, last), last);
    }
}
