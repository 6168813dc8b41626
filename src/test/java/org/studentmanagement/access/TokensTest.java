package org.studentmanagement.access;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.TestToken;

/** An issuer whose keys have never been read. */
class TokensTest {
    @Test
    void whileTheIssuerRefusesConnectionsItIsSaidToBeAway() throws IOException {
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
