package org.studentmanagement.issuer;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.KeySpec;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** A client's secret, a {@link org.studentmanagement.access.RandomToken} of which only a hash is kept, keyed by the salt. */
final class Secret {
    /** A hash that is longer is of the former kind. */
    static final int HASH_BYTES = 32;

    private static final String HMAC = "HmacSHA256";

    private static final int SLOW_ITERATIONS = 210_000;

    private static final int SLOW_HASH_BITS = 512;

    private static final int SALT_BYTES = 16;

    /** No secret is longer; a longer one would only cost. */
    private static final int LONGEST = 256;

    private Secret() {}

    static byte[] salt() {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return salt;
    }

    /**
     * Fast, since nobody can try 2^256 secrets, however fast: a slow hash would cost none but the service. Passwords of people
     * would need one.
     */
    static byte[] hash(String secret, byte[] salt) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(salt, HMAC));
            return mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The former kind, which stands in databases until its secrets are rotated: a tenth of a second of one processor. */
    static byte[] slowHash(String secret, byte[] salt) {
        String bounded = secret.substring(0, Math.min(secret.length(), LONGEST));
        try {
            KeySpec spec = new PBEKeySpec(bounded.toCharArray(), salt, SLOW_ITERATIONS, SLOW_HASH_BITS);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In constant time. */
    static boolean same(byte[] hash, byte[] other) {
        return MessageDigest.isEqual(hash, other);
    }
}
