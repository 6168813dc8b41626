package org.studentmanagement.migration.proof.rehearsal;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** PostgreSQL's own programs, which the server of the tests does not bring. */
public final class ClientPrograms {
    private ClientPrograms() {}

    /** Skips the test on a machine without them. */
    public static void require() {
        assumeThat(Stream.of(System.getenv("PATH").split(":")))
                .as("pg_dump is needed: install PostgreSQL's client programs, of the server's version or newer")
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "pg_dump")));
    }
}
