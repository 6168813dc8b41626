package org.studentmanagement.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The pages of the service itself. */
@ConfigMapping(prefix = "console")
interface ConsoleConfig {
    /** Whether it serves them: a school with a front end of its own switches them off. */
    @WithDefault("true")
    boolean enabled();
}
