package org.studentmanagement.access;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.DefaultJWTTokenParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import org.jboss.logging.Logger;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

/** Checks tokens as SmallRye does, in bounded time and memory. */
@Alternative
@Priority(1)
@ApplicationScoped
class Tokens extends JWTCallerPrincipalFactory {
    private static final Logger LOG = Logger.getLogger(Tokens.class);

    /** Characters; ten times what an issuer with many claims needs. */
    private static final int LONGEST = 8 * 1024;

    /** Milliseconds for which an issuer that did not answer is not asked again. */
    private static final long RESPITE = 2_000;

    private final DefaultJWTTokenParser parser = new DefaultJWTTokenParser() {
        private volatile VerificationKeyResolver published;
        private volatile long awayUntil;

        @Override
        protected VerificationKeyResolver getVerificationKeyResolver(JWTAuthContextInfo issuer)
                throws UnresolvableKeyException {
            if (!PublishedKeys.at(issuer.getPublicKeyLocation())) {
                return super.getVerificationKeyResolver(issuer);
            }
            if (published == null) {
                published = read(issuer);
            }
            return published;
        }

        private VerificationKeyResolver read(JWTAuthContextInfo issuer) {
            if (System.currentTimeMillis() < awayUntil) {
                throw new IssuerAway();
            }
            try {
                return new PublishedKeys(issuer);
            } catch (UnresolvableKeyException away) {
                LOG.warnf(
                        "The issuer's keys cannot be read: %s", away.getCause().getMessage());
                awayUntil = System.currentTimeMillis() + RESPITE;
                throw new IssuerAway();
            }
        }
    };

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo issuer) throws ParseException {
        if (token.length() > LONGEST) {
            throw new ParseException("The token is longer than " + LONGEST + " characters");
        }
        try {
            JwtContext context = parser.parse(token, issuer);
            return new DefaultJWTCallerPrincipal(
                    context.getJoseObjects().get(0).getHeader("typ"), context.getJwtClaims());
        } catch (RuntimeException e) {
            // that the issuer is away, or claims of a shape that SmallRye does not expect
            throw new ParseException("The token cannot be checked", e);
        }
    }
}
