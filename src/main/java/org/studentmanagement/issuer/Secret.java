package org.studentmanagement.issuer;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.KeySpec;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A client's secret: 256 random bits, of which only a hash is kept. */
final class Secret {
    /** OWASP's count for PBKDF2 with HMAC-SHA-512. */
    private static final int ITERATIONS = 210_000;

    private static final int HASH_BITS = 512;

    private static final int SECRET_BYTES = 32;

    private static final int SALT_BYTES = 16;

    /** No secret is longer; a longer one would only cost. */
    private static final int LONGEST = 256;

    private Secret() {}

    static String random() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(SECRET_BYTES));
    }

    static byte[] salt() {
        return bytes(SALT_BYTES);
    }

    /** Takes about a tenth of a second of one processor, whatever the secret. */
    static byte[] hash(String secret, byte[] salt) {
        String bounded = secret.substring(0, Math.min(secret.length(), LONGEST));
        try {
            KeySpec spec = new PBEKeySpec(bounded.toCharArray(), salt, ITERATIONS, HASH_BITS);
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

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
