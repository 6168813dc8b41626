package org.studentmanagement.issuer;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.studentmanagement.access.Limits;
import org.studentmanagement.access.TooManyRequests;

/** Finds out whose secret it is, which takes as long for a client that does not exist or was revoked. */
@ApplicationScoped
class SignIn {
    /** What stands in for the salt of a client that does not exist. */
    private static final byte[] NOBODYS_SALT = Secret.salt();

    /** Seconds. A slow hash takes a tenth of one. */
    private static final long RESPITE = 1;

    /** Half of the processors may hash slowly at once: the rest serves meanwhile. */
    private final Semaphore slow =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

    @Inject
    Limits limits;

    @Inject
    Clock clock;

    /** @throws TokenRefusal if it is nobody's */
    Client client(Credentials credentials, HttpServerRequest request) {
        limits.requireTokenRequest(credentials.client(), request);
        Optional<Client> known = Client.active(credentials.client());
        return limits.attempt(request, () -> whoseSecret(credentials.secret(), known))
                .orElseThrow(TokenRefusal::unauthenticated);
    }

    private Optional<Client> whoseSecret(String secret, Optional<Client> known) {
        Instant now = clock.instant();
        byte[] salt = known.map(client -> client.secretSalt).orElse(NOBODYS_SALT);
        byte[] hash = Secret.hash(secret, salt);
        Optional<Client> client = known.filter(candidate -> candidate.accepts(hash, now));
        // As long as anybody has a secret of the former kind, time must not tell who.
        if (client.isPresent() || !Client.anyHashedSlowly(now)) {
            return client;
        }
        byte[] slowHash = slowHash(secret, salt);
        return known.filter(candidate -> candidate.accepts(slowHash, now));
    }

    private byte[] slowHash(String secret, byte[] salt) {
        if (!slow.tryAcquire()) {
            throw new TooManyRequests(RESPITE);
        }
        try {
            return Secret.slowHash(secret, salt);
        } finally {
            slow.release();
        }
    }
}
