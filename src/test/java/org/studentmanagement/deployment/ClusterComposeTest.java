package org.studentmanagement.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** That the compose file of the cluster agrees with what it is put over, and with the files that it mounts. */
class ClusterComposeTest {
    private static final Path FOLDER = Path.of("src/main/docker/cluster");

    private static JsonNode compose;

    @BeforeAll
    static void read() throws IOException {
        String text = Files.readString(FOLDER.resolve("compose.yaml")).replace("!override", "");
        compose = Manifests.YAML.valueToTree(new Yaml().<Object>load(text));
    }

    @Test
    void theServiceFindsThePrimaryUnderTheNameOfTheOnePostgresql() throws IOException {
        JsonNode base =
                Manifests.YAML.readTree(FOLDER.resolveSibling("compose.yaml").toFile());
        String url = base.at("/services/service/environment/QUARKUS_DATASOURCE_JDBC_URL")
                .asText();

        assertThat(compose.at("/services/postgresql/volumes/0").asText()).contains("haproxy.cfg");
        assertThat(url).contains("//postgresql:5432/");
        assertThat(compose.path("name")).isEqualTo(base.path("name"));
        assertThat(base.path("secrets").has("replicator-password")).isFalse();
        assertThat(compose.path("secrets").has("replicator-password")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void aDatabaseHasTheAddressThatItTellsAndThatIsAskedWhetherItIsPrimary(String name) throws IOException {
        JsonNode database = compose.at("/services/database-" + name);
        String address = database.at("/networks/database/ipv4_address").asText();

        assertThat(database.at("/environment/PATRONI_NAME").asText()).isEqualTo(name);
        assertThat(database.at("/environment/PATRONI_POSTGRESQL_CONNECT_ADDRESS")
                        .asText())
                .isEqualTo(address + ":5432");
        assertThat(database.at("/environment/PATRONI_RESTAPI_CONNECT_ADDRESS").asText())
                .isEqualTo(address + ":8008");
        String variable = "DATABASE_" + name.toUpperCase(Locale.ROOT);
        assertThat(compose.at("/services/postgresql/environment/" + variable).asText())
                .isEqualTo(address);
        assertThat(Files.readString(FOLDER.resolve("haproxy.cfg"))).contains("server " + name + " \"${" + variable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "c"})
    void everyMemberOfEtcdIsOneThatTheOthersAndPatroniKnow(String name) {
        JsonNode member = compose.at("/services/etcd-" + name + "/environment");
        String peer = member.path("ETCD_INITIAL_ADVERTISE_PEER_URLS").asText();

        assertThat(member.path("ETCD_INITIAL_CLUSTER").asText().split(","))
                .contains(member.path("ETCD_NAME").asText() + "=" + peer);
        assertThat(compose.at("/services/database-a/environment/PATRONI_ETCD3_HOSTS")
                        .asText()
                        .split(","))
                .contains(member.path("ETCD_ADVERTISE_CLIENT_URLS").asText().replace("http://", ""));
    }

    @Test
    void noneOfItHasRights() {
        compose.path("services").properties().stream()
                .filter(service -> service.getValue().has("image"))
                .forEach(service -> {
                    assertThat(service.getValue().path("read_only").asBoolean())
                            .as(service.getKey())
                            .isTrue();
                    assertThat(service.getValue().at("/cap_drop/0").asText()).isEqualTo("ALL");
                    assertThat(service.getValue().at("/security_opt/0").asText())
                            .isEqualTo("no-new-privileges:true");
                    assertThat(service.getValue().has("mem_limit")).isTrue();
                    assertThat(service.getValue().has("pids_limit")).isTrue();
                    assertThat(service.getValue().path("image").asText()).matches(".*:v?\\d+\\.\\d+\\.\\d+\\S*");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"start.sh:database-a", "first-users.sh:users"})
    void aScriptReadsTheSecretsThatItsContainerHas(String names) throws IOException {
        String[] scriptAndService = names.split(":");
        List<String> read = Pattern.compile("/run/secrets/([a-z-]+)")
                .matcher(Files.readString(FOLDER.resolve(scriptAndService[0])))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();

        assertThat(compose.at("/services/" + scriptAndService[1] + "/secrets"))
                .extracting(JsonNode::asText)
                .containsAll(read);
        assertThat(read).isNotEmpty();
    }
}
