package org.studentmanagement.transfer;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One kind of file: its columns, and the SQL that takes its rows from a staging table to where they belong. A row of a
 * staging table is refused if it has a reason, and stays there to be reported.
 */
public interface Sheet {
    /** Names the option of the command and the tables: {@code import_<name>} takes the file's rows, {@code changed_<name>} those to be stored. */
    String name();

    /** The roles any of which may import it over HTTP, besides an administrator: those that may write its rows one by one, wherever they are. */
    List<String> writers();

    /** Where the rows belong. */
    String table();

    List<Column> columns();

    /** Whether a column of the file that is none of these is passed over; other files have none. */
    default boolean passesOver(String heading) {
        return false;
    }

    /**
     * The columns that are read of a row: all, unless the row only names what is to be deleted.
     *
     * @param row its values, by the names of the columns; null where the file has not the column
     */
    default Predicate<Column> read(UnaryOperator<String> row) {
        return column -> true;
    }

    /** The tables that nobody else may write to while rows are checked and stored. */
    default List<String> locked() {
        return List.of(table());
    }

    /**
     * Statements that refuse rows for the sake of other rows, stored or in the files. Of the sheets before this one, it is known by
     * then what is to be stored.
     *
     * @param given the columns that the file has
     */
    List<String> checks(Set<String> given);

    /**
     * Creates the table of the accepted rows that differ from what is stored, with a column {@code is_new}.
     *
     * @param given the columns that the file has
     */
    String changes(Set<String> given);

    /**
     * A query for how many rows are deleted that lines name, and how many lines name what is not there, where lines may be to delete
     * something.
     */
    default Optional<String> deletions() {
        return Optional.empty();
    }

    /** Statements that store the changes. */
    List<String> stores();

    /**
     * A query for what is stored and in no line of the file, where that may be taken away. {@code missing_<name>} has its rows while the
     * sheet is checked and stored, or none where nothing is to be taken away, as {@link #withdraw} does before anything is stored.
     */
    default Optional<String> missing() {
        return Optional.empty();
    }

    /** A statement that takes away what {@code missing_<name>} has. */
    default String withdraw() {
        throw new UnsupportedOperationException(name());
    }

    /** A query for how many there are of those of which some may be missing. */
    default String present() {
        throw new UnsupportedOperationException(name());
    }

    /**
     * A query for what is stored, as a file that would be imported has it: its columns in their order, rows in an order that an import
     * into an empty database keeps.
     */
    String export();

    /** The same for what is over, where the files of the sheet may have that. */
    default Optional<String> exportOfHistory() {
        return Optional.empty();
    }

    /** Queries for the rows of a file, one after the other. */
    default List<String> exports(boolean history) {
        return Stream.concat(Stream.of(export()), history ? exportOfHistory().stream() : Stream.empty())
                .toList();
    }

    /** Creates the staging table. */
    default String staging() {
        return Stream.concat(
                        columns().stream().map(column -> column.name() + " " + column.type()),
                        columns().stream()
                                .filter(column -> column.fault() != null)
                                .map(column -> column.fault() + " text"))
                .collect(Collectors.joining(
                        ", ",
                        "CREATE TEMP TABLE import_" + name() + " (line bigint, refused_column text, reason text, ",
                        ")"));
    }

    /** The columns in words, for the help. */
    default String description() {
        List<String> optional = names(false);
        return "Columns " + String.join(", ", names(true))
                + (optional.isEmpty() ? "." : " and, if wanted, " + String.join(", ", optional) + ".");
    }

    private List<String> names(boolean required) {
        return columns().stream()
                .filter(column -> column.required() == required)
                .map(Column::name)
                .toList();
    }
}
