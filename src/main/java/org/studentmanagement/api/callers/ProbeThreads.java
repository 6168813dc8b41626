package org.studentmanagement.api.callers;

import io.smallrye.health.AsyncHealthCheckFactory;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Health is looked at on threads of its own, so that a probe is answered when requests use up, and wait for, all others. */
@Alternative
@Priority(1)
@Singleton
class ProbeThreads extends AsyncHealthCheckFactory {
    private static final int CHECKS_AT_ONCE = 4;

    private final WorkerExecutor threads;

    ProbeThreads(Vertx vertx) {
        threads = vertx.createSharedWorkerExecutor("probes", CHECKS_AT_ONCE);
    }

    @Override
    public Uni<HealthCheckResponse> callSync(HealthCheck check) {
        return super.callSync(check)
                .runSubscriptionOn(call -> threads.executeBlocking(
                        () -> {
                            call.run();
                            return null;
                        },
                        false));
    }
}
