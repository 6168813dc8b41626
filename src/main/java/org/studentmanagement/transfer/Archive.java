package org.studentmanagement.transfer;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

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
}
