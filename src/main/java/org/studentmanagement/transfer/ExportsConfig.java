package org.studentmanagement.transfer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What callers who read whole files may take of the database. Each replica counts for itself. */
@ConfigMapping(prefix = "exports")
interface ExportsConfig {
    /** Files at once; one more gets 503. Each has a connection to the database besides those of the pools. */
    @WithDefault("2")
    int files();

    /**
     * How long one may take, the reading of the caller and the transfer included. As long as it lasts, the database keeps the rows as
     * they were when it began.
     */
    @WithDefault("15m")
    Duration time();
}
