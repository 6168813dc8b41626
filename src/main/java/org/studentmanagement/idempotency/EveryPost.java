package org.studentmanagement.idempotency;

import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;
import jakarta.enterprise.inject.build.compatible.spi.MethodConfig;
import jakarta.ws.rs.POST;

/** Makes every POST {@link Keyed} when the service is built, so that a new endpoint need not think of it. */
public class EveryPost implements BuildCompatibleExtension {
    @Enhancement(types = Object.class, withSubtypes = true, withAnnotations = POST.class)
    public void bind(MethodConfig method) {
        if (method.info().hasAnnotation(POST.class)) {
            method.addAnnotation(Keyed.class);
        }
    }
}
