package org.studentmanagement.migration.author;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.migration.Document;
import org.studentmanagement.migration.MigrationRefused;

/** Adds to a checkout the changesets that its changelog lacks for the entities, once they have proved themselves. */
record Autogeneration(Datasource server, Checkout checkout, Entities entities, Clock clock) {
    /**
     * @param files the paths of the new ones
     * @param withheld the differences that stay, because to end them something would be dropped, as sentences
     */
    record Result(List<String> files, List<String> withheld) implements Document {
        static Result of(List<Path> files, List<String> withheld) {
            return new Result(files.stream().map(Path::toString).toList(), withheld);
        }
    }

    /** @throws MigrationRefused if something cannot be done or does not prove itself; then nothing is written */
    Result run(Message why, List<Rename> renames, boolean allowDrop) throws SQLException, IOException {
        try (var workbench = new Workbench(server, checkout.scratch(), entities)) {
            Draft draft = draft(workbench, renames, allowDrop);
            if (draft.changesets().isEmpty()) {
                return new Result(List.of(), draft.withheld());
            }
            new Proof(workbench, draft).run();
            NamesInUse.requireNone(server, checkout.scratch(), draft.changesets());
            return Result.of(checkout.add(draft.changesets(), why, LocalDate.now(clock)), draft.withheld());
        }
    }

    private Draft draft(Workbench workbench, List<Rename> renames, boolean allowDrop) throws SQLException, IOException {
        try (Connection connection = workbench.changelog().connect()) {
            return Draft.of(connection, workbench.entities(), renames, allowDrop, checkout.ids());
        }
    }
}
