package org.studentmanagement.terminal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads settings in a command, where Quarkus does not run and nothing has mapped them. */
public final class CommandSettings {
    private CommandSettings() {}

    /** @throws Refused if one is misspelt or of no use */
    public static <T> T of(Class<T> mapping) {
        SmallRyeConfig config = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(mapping);
        config.getConfigSources().forEach(builder::withSources);
        try {
            return builder.build().getConfigMapping(mapping);
        } catch (ConfigValidationException e) {
            String faults = IntStream.range(0, e.getProblemCount())
                    .mapToObj(fault -> e.getProblem(fault).getMessage())
                    .collect(Collectors.joining("; "));
            String group = mapping.getAnnotation(ConfigMapping.class).prefix();
            throw new Refused(ExitCode.USAGE, "A setting of " + group + " cannot be used: " + faults + ".");
        }
    }
}
