package org.studentmanagement.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.ServingProcess;
import org.studentmanagement.testsupport.Users;

/** The packaged service with a certificate of its own. */
@BesideTheService
class TransportIT {
    private static final String PASSWORD = "changeit";

    @Test
    void aRenewedCertificateIsTakenWithoutARestart(@TempDir Path folder) throws Exception {
        Path current = certificate(folder, "first");
        Path second = certificate(folder, "second");
        Map<String, String> settings = Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                PostgresServer.url(MigratedDatabase.create()),
                "QUARKUS_TLS_KEY_STORE_P12_PATH",
                current.toString(),
                "QUARKUS_TLS_KEY_STORE_P12_PASSWORD",
                PASSWORD,
                "QUARKUS_TLS_RELOAD_PERIOD",
                // later than the first handshake
                "3s",
                "QUARKUS_HTTP_INSECURE_REQUESTS",
                "disabled");

        try (var serving = ServingProcess.start(settings)) {
            assertThat(servedBy(serving.port())).isEqualTo("CN=first");

            Files.move(second, current, StandardCopyOption.REPLACE_EXISTING);

            // a handshake that meets the change may fail
            Awaitility.await()
                    .ignoreExceptionsInstanceOf(SSLException.class)
                    .until(() -> servedBy(serving.port()).equals("CN=second"));
        }
    }

    /** Without a proxy that would say so. */
    @Test
    void theCookieOfWhoSignsInIsSentBackOverNothingElse(@TempDir Path folder) throws Exception {
        String database = MigratedDatabase.create();
        PostgresServer.execute(
                database,
                "INSERT INTO users (name, email, roles, password_hash) VALUES ('Mary', 'mary@school.example', '{reader}', '%s')"
                        .formatted(BcryptUtil.bcryptHash(Users.PASSWORD, 4)));
        Map<String, String> settings = Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                PostgresServer.url(database),
                "QUARKUS_TLS_KEY_STORE_P12_PATH",
                certificate(folder, "service").toString(),
                "QUARKUS_TLS_KEY_STORE_P12_PASSWORD",
                PASSWORD,
                "QUARKUS_HTTP_INSECURE_REQUESTS",
                "disabled");

        try (var serving = ServingProcess.start(settings)) {
            String cookie = RestAssured.given()
                    .relaxedHTTPSValidation()
                    .baseUri("https://localhost")
                    .port(serving.port())
                    .header("Sec-Fetch-Site", "same-origin")
                    .contentType(ContentType.JSON)
                    .body(Map.of("email", "mary@school.example", "password", Users.PASSWORD))
                    .put("/api/session")
                    .header("Set-Cookie");

            assertThat(cookie).contains("; Secure");
        }
    }

    private static Path certificate(Path folder, String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "service",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return store;
    }

    private static String servedBy(int port) throws Exception {
        SSLContext anyCertificate = SSLContext.getInstance("TLS");
        anyCertificate.init(null, new TrustManager[] {new Trusting()}, null);
        try (var socket = (SSLSocket) anyCertificate.getSocketFactory().createSocket("localhost", port)) {
            socket.startHandshake();
            var certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return certificate.getSubjectX500Principal().getName();
        }
    }

    /** The test is about which certificate comes, not about who signed it. */
    private static class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
