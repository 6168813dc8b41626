package org.studentmanagement.issuer;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.studentmanagement.access.TokenIdentity;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.NotFound;

/** Makes access tokens in the form of RFC 9068, where the service is its own issuer. */
@ApplicationScoped
public class Issuer {
    /** When its endpoints answer 404. */
    static final String ANOTHER = "The service is not its own issuer";

    private final IssuerConfig config;
    private final List<SigningKey> keys;

    Issuer(IssuerConfig config) {
        this.config = config;
        config.signingKey().filter(file -> config.createKey()).ifPresent(SigningKey::createAt);
        if (config.signingKey().isPresent() && config.url().isEmpty()) {
            throw new ConfigurationException(
                    "A signing key makes the service an issuer, so set ISSUER_URL too: where callers reach it, as in https://school.example.");
        }
        keys = config.signingKey().isEmpty()
                ? List.of()
                : Stream.of(config.signingKey(), config.acceptedKey())
                        .flatMap(Optional::stream)
                        .map(SigningKey::read)
                        .toList();
    }

    /** Whether it has a key to sign with. */
    public boolean active() {
        return !keys.isEmpty();
    }

    /** @throws NotFound where it has none */
    void requireActive() {
        if (!active()) {
            throw inactive();
        }
    }

    @Example(when = ANOTHER, name = "no-issuer", path = "/oauth2/token")
    private static NotFound inactive() {
        return new NotFound("This service issues no tokens. Ask the issuer that its operator names.");
    }

    /**
     * A signed token.
     *
     * @param studentId of the student to whom the token is bound, or null
     */
    public String token(String client, Collection<String> roles, Long studentId, Duration lifetime) {
        JwtClaimsBuilder claims = Jwt.claims()
                .issuer(url())
                .subject(client)
                .audience(config.audience())
                .expiresIn(lifetime)
                .claim("client_id", client)
                .claim("jti", UUID.randomUUID().toString())
                .claim(IssuerTrust.ROLES, String.join(" ", roles));
        if (studentId != null) {
            claims.claim(TokenIdentity.STUDENT_ID, studentId);
        }
        SigningKey key = keys.get(0);
        return claims.jws().header("typ", "at+jwt").keyId(key.id()).sign(key.secret());
    }

    /** The public halves of its keys, as a JWK set. */
    String publishedKeys() {
        return new JsonWebKeySet(keys.stream().map(SigningKey::published).toList())
                .toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    String url() {
        return config.url().orElseThrow().toString();
    }

    String audience() {
        return config.audience();
    }

    Duration tokenLifetime() {
        return config.tokenLifetime();
    }
}
