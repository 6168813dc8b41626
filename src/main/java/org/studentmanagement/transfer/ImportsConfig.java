package org.studentmanagement.transfer;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.studentmanagement.terminal.CommandSettings;
import org.studentmanagement.terminal.Refused;

/** What an import may do, and what one over HTTP may take up. */
@ConfigMapping(prefix = "imports")
public interface ImportsConfig {
    /** Percent of the enrollments that are not completed: an import withdraws more only where somebody has confirmed the number. */
    @WithDefault("10")
    int share();

    /** The files of one upload together, as they are sent. */
    @WithDefault("256M")
    MemorySize upload();

    /** The same when they are unpacked. */
    @WithDefault("4G")
    MemorySize unpacked();

    /** Uploads at once, each of which takes a thread of the replica. */
    @WithDefault("2")
    int uploads();

    /** Imports that are kept, those that have ended among them. */
    @WithDefault("20")
    int kept();

    /** How long an import is kept, with its files. */
    @WithDefault("24h")
    Duration remembered();

    /**
     * Reads the settings in a command, where Quarkus does not run and nothing has mapped them.
     *
     * @throws Refused if one is misspelt or of no use
     */
    static ImportsConfig configured() {
        return CommandSettings.of(ImportsConfig.class);
    }
}
