package org.studentmanagement.material;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Settings of study material, as a file of settings says them. */
final class MaterialSettings {
    private MaterialSettings() {}

    static MaterialsConfig of(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(settings, "test", 1))
                .withMapping(MaterialsConfig.class)
                .build()
                .getConfigMapping(MaterialsConfig.class);
    }
}
