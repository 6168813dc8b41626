package org.studentmanagement.migration.proof.rehearsal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.migration.Changelog;
import org.studentmanagement.migration.MigrationObserver;
import org.studentmanagement.migration.Migrations;
import org.studentmanagement.testsupport.LegacyDatabase;
import org.studentmanagement.testsupport.PostgresServer;

class RehearsalTest {
    @Test
    void legacy() throws Exception {
        String database = LegacyDatabase.WITH_STUDENT_COURSES.create();
        Datasource copy = new Datasource(PostgresServer.url(database), Optional.empty(), Optional.empty());
        try (Migrations m = Migrations.open(copy, MigrationObserver.NONE)) {
            m.stamp("+3");
        }
        show(copy, Changelog.PATH, "head", "legacy");
    }

    @Test
    void harm() throws Exception {
        String database = PostgresServer.scratch();
        Datasource copy = new Datasource(PostgresServer.url(database), Optional.empty(), Optional.empty());
        try (Migrations m = Migrations.open(copy, "changelogs/harm.yaml", MigrationObserver.NONE)) {
            m.upgrade("+2");
        }
        show(copy, "changelogs/harm.yaml", "head", "harm");
    }

    private void show(Datasource copy, String changelog, String to, String name) throws Exception {
        long start = System.nanoTime();
        Rehearsal.Outcome outcome;
        try (Rehearsal r = new Rehearsal(copy, changelog, Set.of(), Duration.ofMillis(200), System.out::println)) {
            outcome = r.run(to);
        }
        RehearsalReport report = new RehearsalReport(
                "school on localhost:5432",
                Instant.now(),
                outcome.from(),
                outcome.to(),
                outcome.rows(),
                outcome.bytes(),
                Duration.ofNanos(System.nanoTime() - start),
                Duration.ofMillis(200),
                outcome.revisions(),
                outcome.notRehearsed(),
                outcome.faults());
        System.out.println(new RehearsalText(report));
        System.out.println((System.nanoTime() - start) / 1_000_000 + " ms");
        Files.writeString(Path.of("/tmp/wt-rehearse/" + name + ".html"), new RehearsalPage(report).toString());
    }
}
