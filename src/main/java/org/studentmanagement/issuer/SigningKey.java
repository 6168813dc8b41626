package org.studentmanagement.issuer;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.jwt.util.KeyUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;

/**
 * An RSA key that signs tokens with RS256. It is RSA rather than EC because a token is signed once and checked with every
 * request, and RSA checks faster.
 *
 * @param id the thumbprint of RFC 7638, so that every replica that reads the file gives it the same name
 */
public record SigningKey(String id, PrivateKey secret, RsaJsonWebKey published) {
    private static final int FEWEST_BITS = 2048;

    private static final String HOW =
            " Make one with: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out signing-key.pem";

    /** @throws ConfigurationException with one sentence, where the file holds no such key */
    public static SigningKey read(Path file) {
        try {
            PrivateKey key = KeyUtils.decodePrivateKey(Files.readString(file));
            if (key instanceof RSAPrivateCrtKey rsa && rsa.getModulus().bitLength() >= FEWEST_BITS) {
                return of(rsa);
            }
        } catch (IOException unreadable) {
            throw new ConfigurationException("The signing key " + file + " cannot be read." + HOW);
        } catch (GeneralSecurityException | IllegalArgumentException noKey) {
            // said below
        }
        throw new ConfigurationException("The signing key " + file + " is no RSA key of " + FEWEST_BITS
                + " bits or more, in PKCS#8 as PEM." + HOW);
    }

    /** Makes a key that only the owner of the process can read, unless the file is there. */
    public static void createAt(Path file) {
        if (Files.exists(file)) {
            return;
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(FEWEST_BITS);
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
            Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
            Path draft = Files.createTempFile(folder, "signing-key", ".pem");
            Files.writeString(draft, "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SigningKey of(RSAPrivateCrtKey secret) throws GeneralSecurityException {
        PublicKey key = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
        RsaJsonWebKey published = new RsaJsonWebKey((RSAPublicKey) key);
        published.setKeyId(published.calculateBase64urlEncodedThumbprint("SHA-256"));
        published.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
        published.setUse(Use.SIGNATURE);
        return new SigningKey(published.getKeyId(), secret, published);
    }
}
