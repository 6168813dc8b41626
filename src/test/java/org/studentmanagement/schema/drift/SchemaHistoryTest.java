package org.studentmanagement.schema.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.ScratchMigration;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;

/** The recorded schema of each revision is the one that PostgreSQL has there. */
@BesideTheService
class SchemaHistoryTest {
    private static final Path RECORD = Path.of("src/main/resources/db/schema-steps.json");

    private static final String WRITE = "./mvnw -q test -Dtest='SchemaTest,SchemaHistoryTest' -Dschema.write";

    private static List<Schema> built;

    @BeforeAll
    static void build() throws Exception {
        built = ScratchMigration.schemas(
                Changelog.PATH, new Datasource(PostgresServer.url("postgres"), Optional.empty(), Optional.empty()));
    }

    @Test
    void whatIsRecordedIsWhatEachChangesetMakesAndTakesAway() throws Exception {
        if (System.getProperty("schema.write") != null) {
            Files.writeString(RECORD, SchemaRecord.of(Changelog.files(), new Schema(List.of()), built));
        }
        assertThat(Files.readString(RECORD))
                .as("schema-steps.json, which this writes anew: %s", WRITE)
                .isEqualTo(SchemaRecord.of(Changelog.files(), new Schema(List.of()), built));
    }

    @Test
    void theRecordsTogetherAreTheSchemaAtEveryRevision() throws Exception {
        List<String> files = Changelog.files();
        SchemaHistory history = SchemaHistory.read(Files.newInputStream(RECORD));
        List<Schema> each = history.afterEach(files).orElseThrow();
        for (int step = 0; step < files.size(); step++) {
            String slug = files.get(step).replaceFirst(".*/\\d{8}_(.*)\\.yaml", "$1");
            Schema recorded = history.at(Revisions.assumed(files, slug));
            assertThat(each.get(step)).as(slug).isEqualTo(recorded);
            assertThat(Drift.between(built.get(step), recorded)).as(slug).isEmpty();
            assertThat(recorded.objects())
                    .as(slug)
                    .containsExactlyInAnyOrderElementsOf(built.get(step).objects());
        }
    }

    @Test
    void ofAnotherChangelogNothingIsRecorded() throws Exception {
        List<String> files = Changelog.files();

        assertThat(SchemaHistory.bundled().afterEach(files.subList(0, 3))).isEmpty();
    }
}
