package org.studentmanagement.enrollment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many are sent the history as it happens. Each replica counts for itself. */
@ConfigMapping(prefix = "enrollment-events")
interface ListenersConfig {
    /** Streams at once; one more gets 503. Each reads the database once a second. */
    @WithDefault("100")
    int listeners();
}
