package org.studentmanagement.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells operators of the store of files. Most of the service does not need it, so the replica is ready whatever it is. */
@Readiness
@ApplicationScoped
class StoreReadiness implements HealthCheck {
    @Inject
    StoreMark mark;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("files")
                .withData("store", mark.state().words)
                .up()
                .build();
    }
}
