package org.studentmanagement.migration.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.migration.Changelog;
import org.studentmanagement.migration.Revisions;
import org.studentmanagement.migration.Schema;
import org.studentmanagement.migration.SchemaObject;
import org.studentmanagement.migration.SchemaSteps;
import org.studentmanagement.testsupport.PostgresServer;

/** The recorded schema of each revision is the one that PostgreSQL has there. */
class SchemaHistoryTest {
    private static final Path RECORD = Path.of("src/main/resources/db/schema-steps.json");

    private static final String WRITE = "./mvnw -q test -Dtest='SchemaTest,SchemaHistoryTest' -Dschema.write";

    private static List<Schema> built;

    @BeforeAll
    static void build() throws Exception {
        built = SchemaSteps.of(
                Changelog.PATH, new Datasource(PostgresServer.url("postgres"), Optional.empty(), Optional.empty()));
    }

    @Test
    void whatIsRecordedIsWhatEachChangesetMakesAndTakesAway() throws Exception {
        if (System.getProperty("schema.write") != null) {
            Files.writeString(RECORD, record());
        }
        assertThat(Files.readString(RECORD))
                .as("schema-steps.json, which this writes anew: %s", WRITE)
                .isEqualTo(record());
    }

    @Test
    void theRecordsTogetherAreTheSchemaAtEveryRevision() throws Exception {
        List<String> files = Changelog.files();
        SchemaHistory history = SchemaHistory.read(Files.newInputStream(RECORD));
        for (int step = 0; step < files.size(); step++) {
            String slug = files.get(step).replaceFirst(".*/\\d{8}_(.*)\\.yaml", "$1");
            Schema recorded = history.at(Revisions.assumed(files, slug));
            assertThat(Drift.between(built.get(step), recorded)).as(slug).isEmpty();
            assertThat(recorded.objects())
                    .as(slug)
                    .containsExactlyInAnyOrderElementsOf(built.get(step).objects());
        }
    }

    /** One line an object, so that a change of the changelog is as small a change here. */
    private static String record() throws JsonProcessingException {
        List<String> steps = new ArrayList<>();
        Schema before = new Schema(List.of());
        for (int step = 0; step < built.size(); step++) {
            Schema after = built.get(step);
            steps.add("{\"file\": \"%s\", \"made\": %s, \"gone\": %s}"
                    .formatted(Changelog.files().get(step), lines(made(before, after)), lines(gone(before, after))));
            before = after;
        }
        return "[" + String.join(",\n", steps) + "]\n";
    }

    private static List<List<String>> made(Schema before, Schema after) {
        return after.objects().stream()
                .filter(object -> !before.objects().contains(object))
                .map(object ->
                        Stream.concat(key(object), object.definition().stream()).toList())
                .toList();
    }

    private static List<List<String>> gone(Schema before, Schema after) {
        Set<SchemaObject.Key> left =
                after.objects().stream().map(SchemaObject::key).collect(Collectors.toSet());
        return before.objects().stream()
                .filter(object -> !left.contains(object.key()))
                .map(object -> key(object).toList())
                .toList();
    }

    private static Stream<String> key(SchemaObject object) {
        return Stream.of(object.kind().toString(), object.table(), object.name());
    }

    private static String lines(List<List<String>> objects) throws JsonProcessingException {
        List<String> lines = new ArrayList<>();
        for (List<String> object : objects) {
            lines.add("\n    " + new ObjectMapper().writeValueAsString(object));
        }
        return lines.isEmpty() ? "[]" : "[" + String.join(",", lines) + "]";
    }
}
