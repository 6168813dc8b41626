package org.studentmanagement.idempotency;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.studentmanagement.access.Actor;

/**
 * Of a request whose body is read as it comes, and may be long in coming: which request it is, is known at its end, and only what is
 * done then is one transaction. Of two at once, the one that ends later is given the answer of the other.
 */
@ApplicationScoped
public class KeyedUpload {
    @Inject
    CurrentVertxRequest current;

    @Inject
    SecurityIdentity identity;

    @Inject
    KeptAnswers answers;

    /**
     * Does what is to be done at the end, once, and returns what that returns.
     *
     * @param body a hash of what was sent
     * @param end whose transaction is the caller's, where there is a key
     * @throws AnsweredBefore where it has been done, to be thrown on
     */
    public <T> T once(byte[] body, Callable<T> end) throws Exception {
        RoutingContext served = current.getCurrent();
        Optional<String> key = KeyedRequest.key(served);
        return key.isPresent()
                ? answers.once(KeyedRequest.of(served, key.get(), Actor.of(identity), body), end)
                : end.call();
    }
}
