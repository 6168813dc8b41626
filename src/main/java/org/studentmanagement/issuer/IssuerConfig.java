package org.studentmanagement.issuer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What makes the service its own issuer of tokens. Without a signing key it is none, and takes those of another. */
@ConfigMapping(prefix = "issuer")
interface IssuerConfig {
    /** Where callers reach the service, without a slash at the end: the {@code iss} of its tokens. */
    Optional<URI> url();

    /** The file of the RSA key that signs, of 2048 bits or more: PKCS#8 as PEM. */
    Optional<Path> signingKey();

    /** The file of another such key whose tokens are taken as well: the next one before a change of keys, then the last. */
    Optional<Path> acceptedKey();

    /** Makes the signing key where there is no file. For development, and for tests. */
    @WithDefault("false")
    boolean createKey();

    /** How long a token is good, in whole seconds: also how long a revoked client still has its last one. */
    @WithDefault("10m")
    Duration tokenLifetime();

    /** The {@code aud} of its tokens. */
    @WithDefault("student-management")
    String audience();
}
