package org.studentmanagement.people;

import io.quarkus.elytron.security.common.BcryptUtil;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.studentmanagement.access.RandomToken;
import org.studentmanagement.access.TooManyRequests;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;

/**
 * Hashes of passwords, by bcrypt: slow, so that who has stolen them guesses few a second. It looks at 72 bytes, so that no
 * password has more. Half of the processors may hash at once; the rest serves meanwhile.
 */
@ApplicationScoped
class Passwords {
    static final int FEWEST_CHARACTERS = 8;
    static final int MOST_BYTES = 72;

    /** Who waits longer is told to come again, in seconds. */
    private static final long PATIENCE = 3;

    private final Semaphore places =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    private final int cost;

    /** What nobody's password is compared with, which takes as long. */
    private final String nobodys;

    Passwords(SignInConfig config) {
        cost = config.cost();
        nobodys = BcryptUtil.bcryptHash(RandomToken.make(), cost);
    }

    /** What keeps a text from being a password. */
    static Optional<String> fault(String password) {
        if (password.codePointCount(0, password.length()) < FEWEST_CHARACTERS) {
            return Optional.of("must have at least " + FEWEST_CHARACTERS + " characters");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return Optional.of("must have at most " + MOST_BYTES + " bytes of UTF-8");
        }
        return password.indexOf('\0') < 0 ? Optional.empty() : Optional.of("must not have a NUL character");
    }

    /** The hash of a password that is to be stored; slow. */
    String hash(String member, String password) {
        fault(password).ifPresent(fault -> {
            throw ProblemException.invalid(List.of(Problem.Fault.at("/" + member, fault)));
        });
        return inTurn(() -> BcryptUtil.bcryptHash(password, cost));
    }

    /** Whether it is the password of the hash, or of nobody where that is null; slow either way. */
    boolean matches(String password, String hash) {
        if (fault(password).isPresent()) {
            return false;
        }
        boolean same = inTurn(() -> BcryptUtil.matches(password, hash == null ? nobodys : hash));
        return same && hash != null;
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!places.tryAcquire(PATIENCE, TimeUnit.SECONDS)) {
                throw new TooManyRequests(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooManyRequests(PATIENCE);
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
