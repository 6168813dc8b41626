package org.studentmanagement.testsupport;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Settings that hold for one test, in its thread. A system property would hold for the service that starts in the other
 * thread as well.
 */
public final class Settings implements AfterEachCallback {
    /** Above those of the environment and of system properties. */
    private static final int ORDINAL = 500;

    private Config config;
    private ClassLoader before;

    /** Sets these, and no others any more. */
    public void set(Map<String, String> settings) {
        forget();
        config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDefaultSources()
                .addDiscoveredSources()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(settings, "settings of a test", ORDINAL))
                .build();
        before = Thread.currentThread().getContextClassLoader();
        // A configuration belongs to a class loader, and a thread has one.
        ClassLoader own = new URLClassLoader(new URL[0], before);
        ConfigProviderResolver.instance().registerConfig(config, own);
        Thread.currentThread().setContextClassLoader(own);
    }

    public void set(String name, String value) {
        set(Map.of(name, value));
    }

    public void forget() {
        if (config != null) {
            Thread.currentThread().setContextClassLoader(before);
            ConfigProviderResolver.instance().releaseConfig(config);
            config = null;
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        forget();
    }
}
