package org.studentmanagement.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.TestToken;

class TokensTest {
    @Test
    void aTokenThatWasTakenIsRefusedAfterItsEnd() throws ParseException {
        JWTAuthContextInfo issuer =
                new JWTAuthContextInfo(TestToken.key().published().getRsaPublicKey(), TestToken.ISSUER);
        issuer.setSignatureAlgorithm(Set.of(SignatureAlgorithm.RS256));
        issuer.setClockSkew(0);
        Tokens tokens = new Tokens();
        String token = TestToken.signed(TestToken.claims().expiresIn(Duration.ofSeconds(2)));

        assertThat(tokens.parse(token, issuer).getName()).isEqualTo("test");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThatThrownBy(() -> tokens.parse(token, issuer)).isInstanceOf(ParseException.class));
    }

    @Test
    void whileAnIssuerThatWasNeverReadRefusesConnectionsItIsSaidToBeAway() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertAway(port);
    }

    @Test
    void anIssuerThatConnectsAndNeverAnswersIsAwayAsWell() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertAway(silent.getLocalPort());
        }
    }

    private static void assertAway(int port) {
        JWTAuthContextInfo issuer = new JWTAuthContextInfo();
        issuer.setPublicKeyLocation("http://localhost:" + port + "/keys");
        issuer.setSignatureAlgorithm(Set.of(SignatureAlgorithm.RS256));
        Tokens tokens = new Tokens();

        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(() -> tokens.parse(TestToken.withAllRoles(), issuer))
                    .isInstanceOf(ParseException.class)
                    .hasCauseInstanceOf(IssuerAway.class);
        }
    }
}
