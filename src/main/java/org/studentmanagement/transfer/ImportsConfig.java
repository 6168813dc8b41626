package org.studentmanagement.transfer;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.studentmanagement.terminal.ExitCode;
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
        SmallRyeConfig config = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(ImportsConfig.class);
        config.getConfigSources().forEach(builder::withSources);
        try {
            return builder.build().getConfigMapping(ImportsConfig.class);
        } catch (ConfigValidationException e) {
            String faults = IntStream.range(0, e.getProblemCount())
                    .mapToObj(fault -> e.getProblem(fault).getMessage())
                    .collect(Collectors.joining("; "));
            throw new Refused(ExitCode.USAGE, "A setting of imports cannot be used: " + faults + ".");
        }
    }
}
