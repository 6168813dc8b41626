package org.studentmanagement.api;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;

/**
 * Lets front ends of other origins in where {@code quarkus.http.cors.origins} names them. Without it the filter stays
 * off altogether: switched on and empty, it would refuse a same-origin front end behind a proxy that ends TLS.
 */
public class CrossOrigin implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1L;

    private static final String ENABLED = "quarkus.http.cors.enabled";

    private static final String ORIGINS = "quarkus.http.cors.origins";

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        if (!name.equals(ENABLED) || context.proceed(ORIGINS) == null) {
            return value;
        }
        return ConfigValue.builder().withName(name).withValue("true").build();
    }
}
