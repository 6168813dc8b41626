package org.studentmanagement.api;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a request may bring. */
@ConfigMapping(prefix = "body")
interface BodyConfig {
    /** A request larger than this is no student, course or enrollment. */
    @WithDefault("1M")
    MemorySize size();
}
