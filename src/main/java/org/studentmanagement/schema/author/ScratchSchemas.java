package org.studentmanagement.schema.author;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.catalog.ScratchDatabase;
import org.studentmanagement.schema.run.ScratchMigration;

/** Both schemas, built in scratch databases. */
public record ScratchSchemas(MappedSchema entities, ScratchDatabase changelog) implements AutoCloseable {
    public static ScratchSchemas build(Datasource server, ScratchMigration changelog, Entities classes)
            throws SQLException {
        return new ScratchSchemas(ofEntities(server, classes), changelog.database(server));
    }

    static MappedSchema ofEntities(Datasource server, Entities classes) throws SQLException {
        try (ScratchDatabase database = ScratchDatabase.create(server)) {
            Map<String, String> sequences = classes.createSchema(database.datasource());
            try (Connection connection = database.connect()) {
                return MappedSchema.read(connection).drawing(sequences);
            }
        }
    }

    public List<MappingDifference> differences() throws SQLException {
        try (Connection connection = changelog.connect()) {
            return MappingComparison.between(MappedSchema.read(connection), entities);
        }
    }

    @Override
    public void close() throws SQLException {
        changelog.close();
    }
}
