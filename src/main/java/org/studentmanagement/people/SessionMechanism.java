package org.studentmanagement.people;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.studentmanagement.access.Actor;
import org.studentmanagement.access.Role;
import org.studentmanagement.access.TokenIdentity;
import org.studentmanagement.api.ProblemException;

/**
 * Who a session stands for: a student and nothing else, or who has the roles and may be a teacher besides, as with tokens. A request
 * with a token is not looked at.
 */
@ApplicationScoped
class SessionMechanism implements HttpAuthenticationMechanism {
    /** The attribute of the identity that has the user's id, a {@code long}. */
    static final String USER_ID = "user_id";

    @Inject
    Sessions sessions;

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        HttpServerRequest request = context.request();
        String token = request.getHeader(HttpHeaders.AUTHORIZATION) == null ? SessionCookie.of(request) : null;
        if (token == null) {
            return Uni.createFrom().nullItem();
        }
        return Uni.createFrom()
                .deferred(() -> {
                    SameOrigin.require(request);
                    return sessions.find(token);
                })
                .map(found -> identity(found.orElseThrow(SessionEnded::new)))
                .onFailure(ProblemException.class)
                .transform(AuthenticationFailedException::new);
    }

    /** Whether the user has signed in as whom the identity stands for. */
    static boolean isOf(long user, SecurityIdentity identity) {
        Long signedIn = identity.getAttribute(USER_ID);
        return signedIn != null && signedIn == user;
    }

    private static SecurityIdentity identity(Sessions.SignedIn user) {
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(Actor.ofUser(user.id())))
                .addRole(Role.USER)
                .addAttribute(USER_ID, user.id());
        if (user.studentId() != null) {
            return identity.addRole(Role.STUDENT)
                    .addAttribute(TokenIdentity.STUDENT_ID, user.studentId())
                    .build();
        }
        user.roles().stream().filter(Role.GRANTABLE::containsKey).forEach(identity::addRole);
        if (user.teacherId() != null) {
            identity.addRole(Role.TEACHER).addAttribute(TokenIdentity.TEACHER_ID, user.teacherId());
        }
        return identity.build();
    }

    /** Refusals are problems, which name the token as the way in. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }
}
