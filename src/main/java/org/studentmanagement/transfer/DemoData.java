package org.studentmanagement.transfer;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.studentmanagement.database.Datasource;

/** Real data, {@code demo/README.md} says whose: the rows of a sheet are in {@code demo/<its name>.csv.gz}, if it has any. */
public final class DemoData {
    private final List<Sheet> sheets;

    /** @param sheets each after those that its rows refer to */
    public DemoData(List<Sheet> sheets) {
        this.sheets = sheets;
    }

    /** Imports all of it where nothing is stored. */
    public void loadOnce(Datasource datasource) throws SQLException {
        if (empty(datasource)) {
            load(datasource);
        }
    }

    /** Imports all of it, and tells how much on standard error. */
    public void load(Datasource datasource) throws SQLException {
        try {
            System.err.println(
                    new Importer(datasource, sheets, ImportOptions.NONE, System.err::println).run(sources()));
        } catch (IOException | UnusableFileException e) {
            throw new IllegalStateException("The demo data of this build cannot be read", e);
        }
    }

    Map<Sheet, Source> sources() throws IOException {
        Map<Sheet, Source> sources = new LinkedHashMap<>();
        for (Sheet sheet : sheets) {
            String file = "/demo/" + sheet.name() + ".csv.gz";
            if (DemoData.class.getResource(file) != null) {
                sources.put(sheet, Source.resource(file));
            }
        }
        return sources;
    }

    private boolean empty(Datasource datasource) throws SQLException {
        String empty = sheets.stream()
                .map(sheet -> "NOT EXISTS (SELECT FROM " + sheet.table() + ")")
                .collect(Collectors.joining(" AND ", "SELECT ", ""));
        try (Connection connection = datasource.connect("demo");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(empty)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
