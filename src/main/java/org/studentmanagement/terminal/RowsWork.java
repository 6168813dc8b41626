package org.studentmanagement.terminal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.studentmanagement.database.DatabaseFault;
import org.studentmanagement.database.Datasource;

/** What a command that keeps a table does with its rows, without the server. */
public interface RowsWork {
    void on(Connection connection) throws SQLException;

    /**
     * Does it over one connection.
     *
     * @param command of which {@code list} shows the rows
     * @throws Refused in a sentence, where the database fails
     */
    static void run(Supplier<Datasource> datasource, String command, RowsWork work) {
        try (Connection connection = datasource.get().connectToSchema(command)) {
            work.on(connection);
        } catch (SQLException fault) {
            String said = DatabaseFault.explainOwnSql(fault);
            throw new Refused(
                    ExitCode.FAILED,
                    DatabaseFault.broke(fault)
                            ? said + System.lineSeparator() + "Whether it is done is not known: " + command
                                    + " list shows it."
                            : said);
        }
    }
}
