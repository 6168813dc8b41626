package org.studentmanagement.migration.proof;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What of a drift is looked for, and when. */
@ConfigMapping(prefix = "migration.drift")
public interface DriftConfig {
    /** How long the service pauses between two looks. It looks for none unless this is set. */
    Optional<Duration> every();

    /** Tables and views of other systems in the same schema, which no changeset makes and nobody should miss. */
    @WithDefault("alembic_version")
    Set<String> ignore();
}
