package org.studentmanagement.database;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where a pooler stands before the database that serves. */
@ConfigMapping(prefix = "direct")
interface DirectConfig {
    /** The same database without the pooler, for whatever wants a session of its own: announcements, imports, exports and commands. */
    Optional<String> jdbcUrl();
}
