package org.studentmanagement.people;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.studentmanagement.access.Actor;
import org.studentmanagement.access.Limits;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Sql;

/** Finds out whose password it is, in the same time whether there is such a user or not. */
@ApplicationScoped
class UserSignIn {
    /** Who may be meant, and the hash that was compared. */
    @RegisterForReflection
    record Candidate(long id, String passwordHash) {}

    private static final Logger LOG = Logger.getLogger(UserSignIn.class);

    /** Without a password, as is who has not set one: compared with as slowly, and in vain. */
    private static final Candidate NOBODY = new Candidate(0, null);

    private static final String BY_EMAIL =
            "SELECT id, password_hash FROM users WHERE lower(email) = lower($1) AND disabled_at IS NULL";

    private static final String BY_ID = "SELECT id, password_hash FROM users WHERE id = $1 AND disabled_at IS NULL";

    @Inject
    Limits limits;

    @Inject
    Passwords passwords;

    @Inject
    Sessions sessions;

    /**
     * The token of a new session.
     *
     * @throws SignInRefused in the {@code Uni}, where it is nobody's
     * @throws org.studentmanagement.access.TooManyRequests in the {@code Uni}, after too many wrong ones
     */
    Uni<Session> begin(SignInRequest asked, HttpServerRequest request) {
        String account = asked.email().toLowerCase(Locale.ROOT);
        return Sql.list(Candidate.class, BY_EMAIL, asked.email())
                .flatMap(found -> away(() -> check(account, request, asked.password(), found, SignInRefused::new)))
                .flatMap(user -> sessions.begin(user.id(), user.passwordHash())
                        .map(token -> new Session(user.id(), token.orElseThrow(SignInRefused::new))))
                .invoke(begun -> LOG.infof("%s has signed in", Actor.ofUser(begun.user())));
    }

    /** @param user of the session */
    record Session(long user, String token) {}

    /** Fails with {@link WrongPassword} unless it is the password of the user, and likewise after too many. */
    Uni<Void> require(long user, String password, HttpServerRequest request) {
        return Sql.list(Candidate.class, BY_ID, user)
                .flatMap(found -> away(() -> check(Actor.ofUser(user), request, password, found, WrongPassword::new)))
                .replaceWithVoid();
    }

    /** Does what is slow on a thread that may wait, and goes on where it was. */
    static <T> Uni<T> away(Callable<T> slow) {
        return Uni.createFrom()
                .completionStage(() ->
                        Vertx.currentContext().executeBlocking(slow, false).toCompletionStage());
    }

    private Candidate check(
            String account,
            HttpServerRequest request,
            String password,
            List<Candidate> found,
            Supplier<ProblemException> otherwise) {
        Candidate user = found.isEmpty() ? NOBODY : found.get(0);
        return limits.attemptPassword(
                        account,
                        request,
                        () -> Optional.of(user).filter(known -> passwords.matches(password, known.passwordHash())))
                .orElseThrow(otherwise);
    }
}
