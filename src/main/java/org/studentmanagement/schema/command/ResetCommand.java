package org.studentmanagement.schema.command;

import io.smallrye.config.SmallRyeConfig;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.database.DevDatabase;
import org.studentmanagement.schema.catalog.WholeSchema;
import org.studentmanagement.schema.lint.ChangesetPreflight;
import org.studentmanagement.schema.lint.DataLoss;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.Direction;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.schema.run.ProgressObserver;
import org.studentmanagement.terminal.Document;
import org.studentmanagement.terminal.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "reset",
        description = {
            "Undoes and runs everything, and loads the demo data: in development and tests, on a local database.",
            "A packaged service is in production, unless QUARKUS_PROFILE is dev or test."
        })
final class ResetCommand extends SchemaCommand {
    private static final List<String> PROFILES = List.of("dev", "test");

    @Option(names = "--yes", description = "Throw the rows away.")
    private boolean yes;

    @Option(names = "--drop-adopted", description = "Drop the tables of another tool as well that were adopted.")
    private boolean dropAdopted;

    @Option(
            names = "--everything",
            description = {
                "Drop all that is in the schema, whoever made it, rather than undo what this changelog made: after a change"
                        + " of branch, or where a rollback fails.",
                "Without --yes it is only listed."
            })
    private boolean everything;

    private record Result(String database, String revision, int undone, int ran) implements Document {}

    @Override
    public Integer call() throws SQLException {
        requireDevelopment();
        Datasource datasource = db.datasource();
        requireLocal(datasource);
        try (var observer = new ProgressObserver(output.err(), "Resetting");
                Migrator migrator = db.migrator(observer)) {
            int undone = everything ? drop(migrator, datasource) : undo(migrator, datasource);
            int ran = migrator.upgrade(Revisions.HEAD).size();
            observer.end();
            db.demoRows.load(datasource);
            Result result =
                    new Result(datasource.place(), migrator.target().revisions().currentSlug(), undone, ran);
            return output.print(
                    result,
                    "Reset %s: %s, %d run, at %s, with the demo data."
                            .formatted(
                                    result.database,
                                    everything ? "all dropped" : undone + " undone",
                                    result.ran,
                                    result.revision));
        }
    }

    private static void requireDevelopment() {
        List<String> profiles =
                ConfigProvider.getConfig().unwrap(SmallRyeConfig.class).getProfiles();
        if (!DevDatabase.available() && profiles.stream().noneMatch(PROFILES::contains)) {
            throw new Refused("This is production, where reset is refused: it throws every row away."
                    + " If it is not, set QUARKUS_PROFILE to dev or test.");
        }
    }

    private static void requireLocal(Datasource datasource) {
        if (!datasource.local()) {
            throw new Refused("%s is not on this machine, so reset is refused: it throws every row away."
                    .formatted(datasource.place()));
        }
    }

    private int undo(Migrator migrator, Datasource datasource) throws SQLException {
        try {
            migrator.target().requireKnown();
        } catch (Refused unknown) {
            throw new Refused("%s Or throw away all that is in %s, whoever made it: %s; to do so, add --everything."
                    .formatted(
                            unknown.getMessage(),
                            datasource.place(),
                            WholeSchema.read(migrator.target().connection()).words()));
        }
        if (!yes) {
            requireNoRows(migrator, datasource);
        }
        return migrator.downgrade(Revisions.BASE, dropAdopted).size();
    }

    private int drop(Migrator migrator, Datasource datasource) throws SQLException {
        WholeSchema whole = WholeSchema.read(migrator.target().connection());
        if (!yes) {
            throw new Refused(
                    "Reset throws away all that is in %s, whoever made it: %s. If that is what you want, add --yes."
                            .formatted(datasource.place(), whole.words()));
        }
        migrator.hold();
        migrator.runPatiently("reset", whole.drop());
        return 0;
    }

    private static void requireNoRows(Migrator migrator, Datasource datasource) throws SQLException {
        String tables =
                ChangesetPreflight.losses(
                                migrator.target(), migrator.target().revisions().down(Revisions.BASE), Direction.DOWN)
                        .stream()
                        .filter(loss -> loss.hurts()
                                && loss.table() != null
                                && loss.table().equals(loss.dropped()))
                        .map(loss -> loss.rows() == DataLoss.UNKNOWN
                                ? "the rows of " + loss.table()
                                : "%d rows of %s".formatted(loss.rows(), loss.table()))
                        .collect(Collectors.joining(", "));
        if (!tables.isEmpty()) {
            throw new Refused("Reset throws away, in %s: %s. If that is what you want, add --yes."
                    .formatted(datasource.place(), tables));
        }
    }
}
