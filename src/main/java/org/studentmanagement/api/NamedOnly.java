package org.studentmanagement.api;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.Map;

/**
 * Trusts exactly those that the configuration names, so that naming them is all that it takes, and trust without names does
 * not exist: front ends of other origins in {@code quarkus.http.cors.origins} (switched on and empty, the filter would refuse
 * a same-origin front end behind a proxy that ends TLS), and proxies, whose word on the caller's address and scheme counts,
 * in {@code quarkus.http.proxy.trusted-proxies} (switched on and empty, Quarkus would believe that word from anybody).
 */
public class NamedOnly implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1L;

    private static final Map<String, String> NAMES = Map.of(
            "quarkus.http.cors.enabled", "quarkus.http.cors.origins",
            "quarkus.http.proxy.proxy-address-forwarding", "quarkus.http.proxy.trusted-proxies");

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        if (!NAMES.containsKey(name)) {
            return context.proceed(name);
        }
        boolean named = context.proceed(NAMES.get(name)) != null;
        return ConfigValue.builder()
                .withName(name)
                .withValue(Boolean.toString(named))
                .build();
    }
}
