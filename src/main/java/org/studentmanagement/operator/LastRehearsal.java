package org.studentmanagement.operator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.schema.run.MigrationConfig;

/** The page that the last rehearsal has left, where both the command and the service are told the file. */
@ApplicationScoped
class LastRehearsal {
    private final Optional<Path> file;

    @Inject
    LastRehearsal(MigrationConfig config) {
        this(config.rehearsalPage());
    }

    LastRehearsal(Optional<Path> file) {
        this.file = file;
    }

    /** When it was, or nothing where there is none that can be read. */
    Optional<Instant> written() {
        return file.filter(Files::isReadable).flatMap(LastRehearsal::written);
    }

    private static Optional<Instant> written(Path page) {
        try {
            return Optional.of(Files.getLastModifiedTime(page).toInstant());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** @throws NotFound if there is none */
    byte[] page() throws IOException {
        try {
            return Files.readAllBytes(file.orElseThrow(
                    () -> new NotFound("migration.rehearsal-page names no file to which rehearsals would write.")));
        } catch (NoSuchFileException none) {
            throw new NotFound("No rehearsal has left a page where migration.rehearsal-page says.");
        }
    }
}
