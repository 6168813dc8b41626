package org.studentmanagement.issuer;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.jwt.KeyFormat;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.config.JWTAuthContextInfoProvider;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.interceptor.Interceptor;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** Whose tokens are taken: the service's own, or those of the issuer that the keys of MicroProfile JWT name. Never both. */
@ApplicationScoped
class IssuerTrust {
    /** The claim of own tokens that holds the roles, separated by spaces, as OAuth has it. */
    static final String ROLES = "scope";

    private final Issuer issuer;
    private final Config settings;

    IssuerTrust(Issuer issuer, Config settings) {
        this.issuer = issuer;
        this.settings = settings;
    }

    /** @throws ConfigurationException the one exception of which Quarkus prints the message alone, before it exits with 1 */
    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 1) StartupEvent started) {
        boolean other = set("mp.jwt.verify.publickey.location");
        if (issuer.active() == other) {
            throw new ConfigurationException(
                    other
                            ? "Two issuers are configured: set either ISSUER_SIGNING_KEY or MP_JWT_VERIFY_PUBLICKEY_LOCATION."
                            : "Nothing says whose tokens to take: set ISSUER_SIGNING_KEY and ISSUER_URL for the service's"
                                    + " own, or MP_JWT_VERIFY_PUBLICKEY_LOCATION, MP_JWT_VERIFY_ISSUER and"
                                    + " MP_JWT_VERIFY_AUDIENCES for those of another issuer.");
        }
        if (other
                && !Stream.of("mp.jwt.verify.issuer", "mp.jwt.verify.audiences").allMatch(this::set)) {
            throw new ConfigurationException("Tokens of the issuer that are meant for others must not be taken:"
                    + " set MP_JWT_VERIFY_ISSUER and MP_JWT_VERIFY_AUDIENCES too.");
        }
    }

    @Produces
    @Alternative
    @Priority(1)
    @ApplicationScoped
    JWTAuthContextInfo trusted(JWTAuthContextInfoProvider configured) {
        if (!issuer.active()) {
            return configured.getContextInfo();
        }
        JWTAuthContextInfo own = new JWTAuthContextInfo();
        own.setIssuedBy(issuer.url());
        own.setExpectedAudience(Set.of(issuer.audience()));
        own.setPublicKeyContent(issuer.publishedKeys());
        own.setKeyFormat(KeyFormat.JWK);
        own.setSignatureAlgorithm(Set.of(SignatureAlgorithm.RS256));
        own.setGroupsPath(ROLES);
        return own;
    }

    private boolean set(String property) {
        return settings.getOptionalValue(property, String.class).isPresent();
    }
}
