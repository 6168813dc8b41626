package org.studentmanagement.idempotency;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.studentmanagement.access.Actor;
import org.studentmanagement.api.StreamedBody;

/** Has a request with a key carried out once, after who sends it and what he sends were found to be valid. */
@Keyed
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class KeyedWrites {
    /** The paths of those that may be sent again. */
    static final String API = "/api/";

    @Inject
    CurrentVertxRequest current;

    @Inject
    SecurityIdentity identity;

    @Inject
    KeptAnswers answers;

    @AroundInvoke
    Object once(InvocationContext endpoint) throws Exception {
        RoutingContext served = current.getCurrent();
        Optional<String> key = served.request().path().startsWith(API) ? KeyedRequest.key(served) : Optional.empty();
        if (key.isEmpty()
                || StreamedBody.of(
                        served.request().method().name(), served.request().uri())) {
            return endpoint.proceed();
        }
        KeyedRequest keyed = KeyedRequest.of(served, key.get(), Actor.of(identity));
        return endpoint.getMethod().getReturnType() == Uni.class
                ? answers.once(keyed, () -> statements(endpoint))
                : answers.once(keyed, (Callable<?>) endpoint::proceed);
    }

    private static Uni<?> statements(InvocationContext endpoint) {
        try {
            return (Uni<?>) endpoint.proceed();
        } catch (Exception e) {
            return Uni.createFrom().failure(e);
        }
    }
}
