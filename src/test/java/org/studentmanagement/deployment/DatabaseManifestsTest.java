package org.studentmanagement.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** That the manifests of the database agree with each other, with those of the service and with the page for operators. */
class DatabaseManifestsTest {
    private static final Path FOLDER = Manifests.FOLDER.resolve("database");

    private static final Map<String, JsonNode> BY_KIND = new TreeMap<>();

    private static JsonNode kustomization;
    private static String page;

    @BeforeAll
    static void read() throws IOException {
        kustomization = Manifests.YAML.readTree(Files.readString(FOLDER.resolve("kustomization.yaml")));
        for (JsonNode file : kustomization.path("resources")) {
            try (var documents = Manifests.YAML
                    .readerFor(JsonNode.class)
                    .<JsonNode>readValues(Files.readString(FOLDER.resolve(file.asText())))) {
                documents.forEachRemaining(
                        document -> BY_KIND.put(document.path("kind").asText(), document));
            }
        }
        page = Files.readString(Path.of("src/main/docker/README.md"));
    }

    private static JsonNode cluster() {
        return BY_KIND.get("Cluster").path("spec");
    }

    @Test
    void theKustomizationNamesEveryFile() throws IOException {
        List<String> named = new ArrayList<>(List.of("kustomization.yaml"));
        kustomization.path("resources").forEach(file -> named.add(file.asText()));

        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void theServiceIsLetOutToItAndTheOperationsPageNamesIt() throws IOException {
        String namespace = kustomization.path("namespace").asText();
        String name = BY_KIND.get("Cluster").at("/metadata/name").asText();

        assertThat(Files.readString(Manifests.FOLDER.resolve("network-policy.yaml")))
                .contains("kubernetes.io/metadata.name: " + namespace);
        assertThat(page)
                .contains("jdbc:postgresql://%s-rw.%s:5432/%s"
                        .formatted(
                                name,
                                namespace,
                                cluster().at("/bootstrap/initdb/database").asText()));
    }

    @Test
    void whatIsAcknowledgedIsOnTwoNodes() {
        assertThat(cluster().path("instances").asInt()).isEqualTo(3);
        assertThat(cluster().at("/affinity/podAntiAffinityType").asText()).isEqualTo("required");
        assertThat(cluster().at("/postgresql/synchronous/number").asInt()).isEqualTo(1);
        assertThat(cluster().at("/postgresql/synchronous/dataDurability").asText())
                .isEqualTo("required");
    }

    @Test
    void whatIsReferredToIsThere() {
        String store = BY_KIND.get("ObjectStore").at("/metadata/name").asText();
        JsonNode archiver = cluster().at("/plugins/0");
        JsonNode schedule = BY_KIND.get("ScheduledBackup").path("spec");

        assertThat(archiver.at("/parameters/barmanObjectName").asText()).isEqualTo(store);
        assertThat(schedule.at("/pluginConfiguration/name").asText())
                .isEqualTo(archiver.path("name").asText());
        assertThat(schedule.at("/cluster/name").asText())
                .isEqualTo(BY_KIND.get("Cluster").at("/metadata/name").asText());
    }

    @Test
    void theOperationsPageMakesEverySecretWithItsKeys() {
        assertThat(List.of(
                        cluster().at("/bootstrap/initdb/secret/name").asText(),
                        cluster().at("/managed/roles/0/passwordSecret/name").asText()))
                .allSatisfy(secret -> assertThat(page)
                        .containsPattern("secret generic " + secret
                                + "( \\\\\\R.*)*--from-literal=username=.*--from-literal=password="));
        JsonNode credentials = BY_KIND.get("ObjectStore").at("/spec/configuration/s3Credentials");
        assertThat(credentials)
                .hasSize(2)
                .allSatisfy(key -> assertThat(page)
                        .containsPattern("secret generic " + key.path("name").asText() + "( \\\\\\R.*)*--from-literal="
                                + key.path("key").asText() + "="));
    }

    @Test
    void itsUsersHaveTheRightsThatTheyHaveOnOneMachine() throws IOException {
        List<String> rights = new ArrayList<>();
        cluster().at("/bootstrap/initdb/postInitApplicationSQL").forEach(sql -> rights.add(sql.asText()));
        String users = Files.readString(Path.of("src/main/docker/users.sh")).replaceAll("\\s+", " ");

        assertThat(rights)
                .filteredOn(sql -> sql.matches("(GRANT|REVOKE|ALTER DEFAULT).*"))
                .isNotEmpty()
                .allSatisfy(sql -> assertThat(users).contains(sql));
    }
}
