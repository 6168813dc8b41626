package org.studentmanagement.changes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.command.DbBench;
import org.studentmanagement.schema.drift.SchemaRecord;
import org.studentmanagement.schema.lint.ChangesetPreflight;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.run.MigrationObserver;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;

/**
 * The changesets of src/test/resources/db/rename, which follow on those of the service: {@code students.name} becomes
 * {@code full_name} over two releases.
 */
public final class Rename {
    /** A changelog of these alone. */
    static final String CHANGELOG = "db/rename/changelog.yaml";

    /** The head of release 1; that of release 2 is the end of the changelog. */
    public static final String EXPANDED = "students_full_name_not_null";

    private static final Path FOLDER = Path.of("src/test/resources/db/rename");

    private Rename() {}

    /** Adds the changesets of release 1 to the resources of a release, as its developers would. */
    public static void expand(Path resources) throws Exception {
        List<String> files = Changelog.files(CHANGELOG);
        List<String> expanding =
                files.subList(0, files.stream().map(Changelog::slug).toList().indexOf(EXPANDED) + 1);
        add(resources, expanding);
        record(resources.resolve("db/schema-steps.json"), expanding);
    }

    /** Adds those of both releases, without the record of what they make. */
    static void addAll(Path resources) throws IOException {
        add(resources, Changelog.files(CHANGELOG));
    }

    private static void add(Path resources, List<String> files) throws IOException {
        StringBuilder changelog = new StringBuilder(Files.readString(resources.resolve(Changelog.PATH)));
        for (String file : files) {
            String name = file.substring(file.lastIndexOf('/') + 1);
            for (String each : List.of(name, name.replace(".yaml", ".check.sql"))) {
                if (Files.exists(FOLDER.resolve(each))) {
                    // As bytes: the target may be inside of a jar.
                    Files.write(resources.resolve(shipped(each)), Files.readAllBytes(FOLDER.resolve(each)));
                }
            }
            changelog.append("  - include: {file: ").append(shipped(name)).append("}\n");
        }
        Files.writeString(resources.resolve(Changelog.PATH), changelog);
    }

    private static String shipped(String name) {
        return "db/changes/2026/" + name;
    }

    /** Both are arrays that end with null. */
    private static void record(Path steps, List<String> files) throws Exception {
        String database = MigratedDatabase.create();
        List<Schema> built = new ArrayList<>();
        String more;
        try (Connection connection = PostgresServer.connect(database);
                Migrator migrator = new Migrator(
                        new DbBench(database).datasource(),
                        CHANGELOG,
                        new ChangesetPreflight(MigrationObserver.NONE),
                        MigrationObserver.NONE)) {
            Schema before = Schema.read(connection);
            for (int step = 0; step < files.size(); step++) {
                migrator.upgrade("+1");
                built.add(Schema.read(connection));
            }
            more = SchemaRecord.of(
                    files.stream()
                            .map(file -> shipped(file.substring(file.lastIndexOf('/') + 1)))
                            .toList(),
                    before,
                    built);
        }
        String known = Files.readString(steps);
        Files.writeString(steps, known.substring(0, known.lastIndexOf("null")) + more.substring(2));
    }
}
