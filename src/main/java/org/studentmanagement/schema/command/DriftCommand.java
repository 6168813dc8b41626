package org.studentmanagement.schema.command;

import java.sql.Connection;
import java.sql.SQLException;
import org.studentmanagement.schema.drift.Drift;
import org.studentmanagement.schema.drift.DriftText;
import org.studentmanagement.schema.drift.SchemaHistory;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.run.MigrationConfig;
import org.studentmanagement.schema.run.ScratchMigration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "drift",
        description = {
            "Names what somebody changed by hand: where the schema is not what the changelog makes at the database's"
                    + " revision. It prints the SQL that would mend it, changes nothing, and exits with 4 if there is any.",
            "It needs no more rights than to read databasechangelog."
        })
final class DriftCommand extends SchemaCommand {
    @Option(
            names = "--scratch",
            description =
                    "Build the schema to compare with in a scratch database of the same server, where revisions ran"
                            + " in another order than the changelog's. The user must be allowed to create it.")
    private boolean scratch;

    @Override
    public Integer call() throws SQLException {
        try (Connection connection = db.datasource().connectToSchema("student-management db, drift")) {
            Drift drift = Drift.look(
                    connection,
                    Changelog.files(db.changelog),
                    MigrationConfig.configured().drift().ignore(),
                    scratch
                            ? revisions -> ScratchMigration.schemaAt(revisions, db.changelog, db.datasource())
                            : SchemaHistory.bundled()::at);
            return output.print(drift.differences().isEmpty(), drift, new DriftText(drift, output));
        }
    }
}
