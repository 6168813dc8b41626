package org.studentmanagement.api.callers;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What callers may take up before they are let go. Each replica counts for itself. */
@ConfigMapping(prefix = "callers")
interface CallersConfig {
    /** Connections open at once; of more, those are closed that have kept the service waiting for longest. */
    @WithDefault("4000")
    int connections();

    /** How long a request, its headers and its body together, may take to arrive. */
    @WithDefault("20s")
    Duration requestTime();

    /** How long a caller may take to read what was answered. */
    @WithDefault("60s")
    Duration answerTime();
}
