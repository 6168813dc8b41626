package org.studentmanagement.standby;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** A server that follows the primary, for reads. */
@ConfigMapping(prefix = "standby")
interface StandbyConfig {
    /** One server, since what it has replayed says nothing of another; user, password and properties are those of the primary. */
    Optional<String> jdbcUrl();

    /** Of one that is farther behind nothing is read. */
    @WithDefault("10s")
    Duration lag();
}
