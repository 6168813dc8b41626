package org.studentmanagement.schema.command;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.studentmanagement.schema.author.Autogeneration;
import org.studentmanagement.schema.author.Autogeneration.Result;
import org.studentmanagement.schema.author.Changeset;
import org.studentmanagement.schema.author.Checkout;
import org.studentmanagement.schema.author.Entities;
import org.studentmanagement.schema.author.LastWritten;
import org.studentmanagement.schema.author.Message;
import org.studentmanagement.schema.author.Rename;
import org.studentmanagement.terminal.Document;
import org.studentmanagement.terminal.Refused;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "revision",
        description = {
            "Adds a revision to the changelog of a checkout: a file to fill in or, with --autogenerate, the files that"
                    + " lead from the changelog to the entities of this build.",
            "Exits with 4 where a difference is left."
        })
final class RevisionCommand extends SchemaCommand {
    @ArgGroup(multiplicity = "1")
    private Task task;

    private static final class Task {
        @Option(
                names = {"-m", "--message"},
                description = "Why, in a sentence of at most 100 characters.")
        private String message;

        @Option(
                names = "--undo",
                description =
                        "Remove the files that were written last, and their lines in the changelog, unless they are"
                                + " committed, were changed since, or have run in the configured database.")
        private boolean undo;
    }

    @Option(names = "--autogenerate", description = "Write the changes that the entities need.")
    private boolean autogenerate;

    @Option(
            names = "--rename",
            paramLabel = "OLD:NEW",
            description = "Not a drop and an addition, but a new name: table:name or table.column:name.")
    private List<String> renames = new ArrayList<>();

    @Option(names = "--allow-drop", description = "Also drop what the entities do not have.")
    private boolean allowDrop;

    @Option(names = "--directory", defaultValue = "", description = "The checkout; where this runs if not named.")
    private Path directory;

    private final Clock clock;

    public RevisionCommand() {
        this(Clock.systemDefaultZone());
    }

    RevisionCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws SQLException {
        try {
            return write();
        } catch (IOException e) {
            throw Refused.failed("The checkout cannot be read or written: " + e.getMessage());
        }
    }

    private int write() throws SQLException, IOException {
        Checkout checkout = Checkout.in(directory);
        if (task.undo) {
            return undo(checkout);
        }
        Message why = new Message(task.message);
        Result result = autogenerate ? autogenerate(checkout, why) : blank(checkout, why);
        result.notes().forEach(output.err()::println);
        result.withheld().forEach(difference -> output.err().println(difference + " Left, without --allow-drop."));
        return output.print(result.withheld().isEmpty(), result, text(result));
    }

    private record Undone(List<String> removed) implements Document {}

    private int undo(Checkout checkout) throws SQLException, IOException {
        if (autogenerate || allowDrop || !renames.isEmpty()) {
            throw Refused.usage("--undo goes with --directory alone.");
        }
        List<String> removed = LastWritten.in(checkout).takeBack(db.datasource().forMigrations()).stream()
                .map(Path::toString)
                .toList();
        return output.print(
                new Undone(removed),
                removed.stream().map(file -> "Removed " + file).collect(Collectors.joining(System.lineSeparator())));
    }

    private Result autogenerate(Checkout checkout, Message why) throws SQLException, IOException {
        Entities entities = Entities.ofThisBuild();
        return new Autogeneration(db.datasource().forMigrations(), checkout, entities, clock)
                .run(why, renames.stream().map(Rename::parse).toList(), allowDrop);
    }

    private Result blank(Checkout checkout, Message why) throws IOException {
        if (allowDrop || !renames.isEmpty()) {
            throw Refused.usage("--rename and --allow-drop go with --autogenerate.");
        }
        Changeset changeset = Changeset.unwritten(why.slug(), why.text());
        return Result.of(checkout.add(List.of(changeset), why, LocalDate.now(clock)), List.of(), List.of());
    }

    private static String text(Result result) {
        if (result.files().isEmpty()) {
            return result.withheld().isEmpty()
                    ? "The entities and the changelog make the same schema: nothing to write."
                    : "Nothing was written.";
        }
        return String.join(System.lineSeparator(), result.files());
    }
}
