package org.studentmanagement.notice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many students are told as it happens. Each replica counts for itself. */
@ConfigMapping(prefix = "notices")
interface NoticesConfig {
    /** Streams at once; one more gets 503. Each reads the database when a notice is stored, and every 15 seconds. */
    @WithDefault("1000")
    int listeners();
}
