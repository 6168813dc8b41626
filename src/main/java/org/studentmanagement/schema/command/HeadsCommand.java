package org.studentmanagement.schema.command;

import java.sql.SQLException;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.TargetDatabase;
import picocli.CommandLine.Command;

@Command(
        name = "heads",
        description =
                "Shows the changelog's last revision, and the database's own where another branch led it elsewhere.")
final class HeadsCommand extends SchemaCommand {
    @Override
    public Integer call() throws SQLException {
        try (TargetDatabase target = db.target()) {
            Revisions revisions = target.revisions();
            return RevisionTable.print(output, revisions, revisions.heads());
        }
    }
}
