package org.studentmanagement.schema.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.testsupport.ClientPrograms;
import org.studentmanagement.testsupport.ManyEnrollments;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;

/** What the tests of backups have in common: a school, and programs of PostgreSQL that do not do as they should. */
public final class Backups {
    private static final int ENROLLMENTS = 4000;

    private Backups() {}

    public static String school() throws SQLException {
        String database = MigratedDatabase.create();
        try (Connection connection = PostgresServer.connect(database)) {
            ManyEnrollments.make(connection, ENROLLMENTS);
        }
        return database;
    }

    public static Datasource datasource(String database) {
        return new Datasource(PostgresServer.url(database), Optional.empty(), Optional.empty());
    }

    /** Puts a shell script in the place of a program. The real one is {@code $real}. */
    public static Path script(Path folder, String name, String script) throws IOException, SQLException {
        Path file = folder.resolve(name);
        String version = "if [ \"$1\" = --version ]; then exec \"$real\" --version; fi\n";
        Files.writeString(
                file,
                "#!/bin/sh\nreal='%s'\n%s%s\n"
                        .formatted(ClientPrograms.find(name).path(), version, script));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }

    /** What is in a folder, by name. */
    public static Stream<String> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
