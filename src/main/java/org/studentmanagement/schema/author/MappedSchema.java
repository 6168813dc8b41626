package org.studentmanagement.schema.author;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.studentmanagement.schema.catalog.EntityTables;

/**
 * What a schema has of all that entities can express, read from a live database.
 *
 * @param sequences without those of identity columns
 * @param checks which are not compared
 */
record MappedSchema(Map<String, MappedTable> tables, Map<String, MappedSequence> sequences, Set<Check> checks) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .findAndAddModules()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    record Check(String table, String definition) {}

    static MappedSchema read(Connection connection) throws SQLException {
        try {
            return JSON.readValue(EntityTables.json(connection), MappedSchema.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same with what no schema of Hibernate says: from which sequences the entities draw. */
    MappedSchema drawing(Map<String, String> drawn) {
        Map<String, MappedTable> drawing = new LinkedHashMap<>(tables);
        drawing.replaceAll((name, table) -> table.withColumns(table.columns().stream()
                .map(column -> column.drawnFrom(sequence(drawn.get(MappedObject.plain(column.path())))))
                .toList()));
        return new MappedSchema(drawing, sequences, checks);
    }

    /** The columns that draw from a sequence which is not an identity's own. */
    Stream<MappedColumn> drawingFrom(String sequence) {
        return tables.values().stream()
                .flatMap(table -> table.columns().stream())
                .filter(column -> column.generation()
                        .drawn()
                        .filter(source -> source.name().equals(sequence))
                        .isPresent());
    }

    private Optional<MappedSequence> sequence(String plainName) {
        return sequences.values().stream()
                .filter(sequence -> MappedObject.plain(sequence.name()).equals(plainName))
                .findFirst();
    }
}
