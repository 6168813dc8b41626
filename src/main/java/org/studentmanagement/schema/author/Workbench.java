package org.studentmanagement.schema.author;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.catalog.ScratchDatabase;

/** Both schemas, built in scratch databases: that of the entities, and that of the changelog. */
public final class Workbench implements AutoCloseable {
    private final Catalog entities;
    private final ScratchDatabase changelog;

    public Workbench(Datasource server, ScratchChangelog scratch, Entities classes) throws SQLException {
        entities = catalog(server, classes);
        changelog = ScratchDatabase.create(server);
        try {
            scratch.up(changelog);
        } catch (SQLException | RuntimeException e) {
            changelog.close();
            throw e;
        }
    }

    Catalog entities() {
        return entities;
    }

    /** The database with the changelog's schema. */
    ScratchDatabase changelog() {
        return changelog;
    }

    public List<Difference> differences() throws SQLException {
        try (Connection connection = changelog.connect()) {
            return Comparison.between(Catalog.read(connection), entities);
        }
    }

    @Override
    public void close() throws SQLException {
        changelog.close();
    }

    /** The schema of the entities, built for the moment. */
    static Catalog catalog(Datasource server, Entities classes) throws SQLException {
        try (ScratchDatabase database = ScratchDatabase.create(server)) {
            Map<String, String> draws = classes.createSchema(database.datasource());
            try (Connection connection = database.connect()) {
                return Catalog.read(connection).drawing(draws);
            }
        }
    }
}
