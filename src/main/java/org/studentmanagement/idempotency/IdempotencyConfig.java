package org.studentmanagement.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long callers may send a request again. */
@ConfigMapping(prefix = "idempotency")
interface IdempotencyConfig {
    /** For so long a key stands for its first request; then it may stand for another. */
    @WithDefault("24h")
    Duration remembered();
}
