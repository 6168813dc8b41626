package org.studentmanagement.transfer;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Several CSV files in one ZIP, in a form that other software gives, with one that says which there are. */
public interface Archive {
    /**
     * A file of it, which is left out where it has no rows.
     *
     * @param name without {@code .csv}
     * @param query for the rows: the columns in their order
     */
    record File(String name, List<String> columns, String query) {}

    /**
     * Reads a time or a date.
     *
     * @return null for none
     */
    static Instant since(String text) throws RefusedValueException {
        String time = text == null ? null : Rules.time(text);
        return time == null ? null : Instant.parse(time);
    }

    /** Names the option of the command and, before {@code .zip}, the file. */
    String name();

    /** What the help says of it. */
    String description();

    default String option() {
        return "--" + name();
    }

    /** Adds the option to a command. */
    default CommandLine addTo(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder(option())
                        .type(String.class)
                        .paramLabel("FILE")
                        .description(description())
                        .build());
        return command;
    }

    /** The file that was named; null where none was. */
    default String named(CommandSpec spec) {
        return spec.findOption(option()).getValue();
    }

    /**
     * The files, in the order in which they are written.
     *
     * @param connection outside of the transaction in which they are read
     * @param since only what has changed from then on, and what is gone; null for all that is there
     */
    List<File> files(Connection connection, Instant since) throws SQLException;

    /**
     * The file that says which there are, the last one.
     *
     * @param written the names of those that have rows
     * @param since as it was asked for
     */
    File listing(Set<String> written, Instant since);

    /**
     * As what its files are read, each with the rows of one, which the sheets of the features store.
     *
     * @return those that are stored before the features' sheets
     */
    List<Sheet> sheetsBefore();

    /** Those behind the features' sheets, whose refusals they take over. */
    List<Sheet> sheetsBehind();

    /** The name of the file of a sheet. */
    String fileOf(Sheet sheet);

    /** The names of its files, in an order. */
    default List<String> fileNames() {
        return Stream.of(sheetsBefore(), sheetsBehind())
                .flatMap(List::stream)
                .map(this::fileOf)
                .toList();
    }

    /** Whether one of its files has the name. */
    default boolean has(String file) {
        return fileNames().contains(file);
    }

    /**
     * What is done around that which the sheets do.
     *
     * @param before statements that give the rows of the files to the features' sheets
     * @param behind statements that follow when all is checked
     * @param deletes statements that delete what lines name for that, before anything is stored
     */
    record Around(List<String> before, List<String> behind, List<String> deletes) {
        static final Around NOTHING = new Around(List.of(), List.of(), List.of());
    }

    /**
     * @param said each line of the list of the files
     * @param read which columns each file has
     */
    Around around(Map<String, String> said, Map<Sheet, Set<String>> read);

    /** To which of those, and in which columns. */
    Map<String, Set<String>> translated();

    /**
     * What is wrong with the list of the files, to end a sentence that begins with its name; empty where nothing is.
     *
     * @param said each line of it
     * @param read the names of the files that there are
     */
    Optional<String> fault(Map<String, String> said, Set<String> read);

    /** The name of the list, in which all else is named. */
    String listingName();
}
