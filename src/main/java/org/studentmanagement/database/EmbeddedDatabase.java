package org.studentmanagement.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;

/** The PostgreSQL of dev mode and of the tests: a real server from the class path, with nothing installed. */
public final class EmbeddedDatabase {
    private EmbeddedDatabase() {}

    public static EmbeddedPostgres.Builder builder() {
        // Lower case and order of letters must not depend on the machine's locale; macOS has no C.UTF-8.
        boolean mac = System.getProperty("os.name").startsWith("Mac");
        return EmbeddedPostgres.builder()
                .setLocaleConfig("locale", mac ? "en_US.UTF-8" : "C.UTF-8")
                .setPGStartupWait(Duration.ofMinutes(1));
    }
}
