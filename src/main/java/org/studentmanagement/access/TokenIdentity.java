package org.studentmanagement.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.smallrye.jwt.runtime.auth.JsonWebTokenCredential;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonNumber;
import java.time.Duration;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who a valid token stands for. Of its roles only those count that this service grants; one with a {@code student_id} is
 * that student and nothing else, whatever roles it has besides; one with a {@code teacher_id} is that teacher too.
 */
@ApplicationScoped
public class TokenIdentity implements IdentityProvider<TokenAuthenticationRequest> {
    /** The claim, and the attribute of the identity, a positive {@code long}. */
    public static final String STUDENT_ID = "student_id";

    /** The claim, and the attribute of the identity, a positive {@code long}. */
    public static final String TEACHER_ID = "teacher_id";

    /**
     * Callers with valid tokens, because the check of a signature is much of what a short read costs. This is for how long a
     * token may be good after its issuer has withdrawn the key.
     */
    private final Cache<String, Caller> known = Caffeine.newBuilder()
            .maximumSize(2_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    private final JWTParser parser;

    TokenIdentity(JWTParser parser) {
        this.parser = parser;
    }

    /** @param expires in seconds since 1970 */
    private record Caller(SecurityIdentity identity, long expires) {}

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    /** Before Quarkus's own, which would ask for the keys and build the identity with each request. */
    @Override
    public int priority() {
        return SYSTEM_FIRST + 2;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        if (!(request.getToken() instanceof JsonWebTokenCredential)) {
            // of a provider at which somebody signs in
            return Uni.createFrom().nullItem();
        }
        Caller caller = known.getIfPresent(request.getToken().getToken());
        if (caller != null && System.currentTimeMillis() / 1_000 < caller.expires()) {
            return Uni.createFrom().item(caller.identity());
        }
        // keys may have to be asked for, while which others would wait for the event loop
        return context.runBlocking(() -> check(request.getToken()));
    }

    private SecurityIdentity check(TokenCredential credential) {
        try {
            JsonWebToken token = parser.parse(credential.getToken());
            SecurityIdentity identity = of(token, credential);
            known.put(credential.getToken(), new Caller(identity, token.getExpirationTime()));
            return identity;
        } catch (ParseException e) {
            throw new AuthenticationFailedException(e);
        }
    }

    /** Who names nobody would share limits, keys of retries and a place in the history with all others who do not. */
    private static SecurityIdentity of(JsonWebToken token, TokenCredential credential) {
        if (!Actor.isOfToken(token.getSubject())) {
            throw UnusableToken.because("no subject of its own");
        }
        QuarkusSecurityIdentity.Builder builder =
                QuarkusSecurityIdentity.builder().setPrincipal(token).addCredential(credential);
        if (token.containsClaim(STUDENT_ID)) {
            builder.addRole(Role.STUDENT).addAttribute(STUDENT_ID, id(token, STUDENT_ID));
        } else {
            token.getGroups().stream().filter(RosterScope::isRoleOrScope).forEach(builder::addRole);
            if (token.containsClaim(TEACHER_ID)) {
                builder.addRole(Role.TEACHER).addAttribute(TEACHER_ID, id(token, TEACHER_ID));
            }
        }
        return builder.build();
    }

    private static long id(JsonWebToken token, String name) {
        Object claim = token.getClaim(name);
        try {
            long id = claim instanceof JsonNumber number
                    ? number.bigDecimalValue().longValueExact()
                    : 0;
            if (id > 0) {
                return id;
            }
        } catch (ArithmeticException fractionOrTooLarge) {
            // said below
        }
        throw UnusableToken.because(name + " is no positive whole number");
    }
}
