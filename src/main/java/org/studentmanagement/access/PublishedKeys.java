package org.studentmanagement.access;

import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.KeyLocationResolver;
import java.io.IOException;
import org.jose4j.http.Get;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * The keys that an issuer publishes as a JWK set: read once, read again after an hour, and when a token names a key that is
 * not among them. Known keys stay good while the issuer is away.
 */
class PublishedKeys extends KeyLocationResolver {
    /** Milliseconds to connect, and to wait for the next byte: a request is told 503 rather than kept. */
    private static final int PATIENCE = 2_000;

    /** @throws UnresolvableKeyException while the issuer is away */
    PublishedKeys(JWTAuthContextInfo issuer) throws UnresolvableKeyException {
        super(issuer);
    }

    static boolean at(String location) {
        return location != null && location.startsWith("http");
    }

    @Override
    protected void initializeKeyContent() throws IOException {
        if (!isHttpsJwksInitialized(authContextInfo.getPublicKeyLocation())) {
            throw new IOException("No JWK set at " + authContextInfo.getPublicKeyLocation());
        }
    }

    @Override
    protected boolean forcedHttpsJwksRefresh() {
        if (!super.forcedHttpsJwksRefresh()) {
            throw new IssuerAway();
        }
        return true;
    }

    @Override
    protected Get getHttpGet() {
        Get get = new Get();
        get.setConnectTimeout(PATIENCE);
        get.setReadTimeout(PATIENCE);
        get.setRetries(0);
        return get;
    }
}
