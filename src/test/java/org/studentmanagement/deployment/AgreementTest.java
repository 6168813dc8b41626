package org.studentmanagement.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.studentmanagement.testsupport.Management.management;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.management.ManagementConfig;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** That the manifests, the compose file and the page for operators say what the service does. */
@QuarkusTest
class AgreementTest {
    /** Of max_connections, PostgreSQL keeps 3 for superusers; a migration, a backup and an operator want some as well. */
    private static final int CONNECTION_OF_PROBES = 1;

    private static final int CONNECTIONS_OF_OTHERS = 20;

    /** As PostgreSQL comes. */
    private static final int MAX_CONNECTIONS = 100;

    @ConfigProperty(name = "quarkus.shutdown.timeout")
    Duration shutdown;

    @Test
    void thePortsAreTheOnesThatItListensOn() throws Exception {
        int port = port(VertxHttpConfig.class);
        int managementPort = port(ManagementConfig.class);
        Map<String, Integer> ports = service().getPorts().stream()
                .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));

        assertThat(ports).containsOnly(Map.entry("http", port), Map.entry("management", managementPort));
        assertThat(Files.readString(Path.of("src/main/docker/haproxy.cfg")))
                .contains(" service:" + port + " ", "check port " + managementPort + " ");
        assertThat(compose().at("/services/service/healthcheck/test/3").asText())
                .contains("/dev/tcp/127.0.0.1/" + managementPort);
    }

    /** As Quarkus comes; the tests listen on others. */
    private static int port(Class<?> config) throws NoSuchMethodException {
        return Integer.parseInt(
                config.getMethod("port").getAnnotation(WithDefault.class).value());
    }

    @Test
    void whatProbesAskIsAnswered() throws IOException {
        Stream<HTTPGetAction> probes = Stream.of(
                        service().getStartupProbe(),
                        service().getLivenessProbe(),
                        service().getReadinessProbe())
                .map(Probe::getHttpGet);

        assertThat(probes).allSatisfy(probe -> {
            assertThat(probe.getPort().getStrVal()).isEqualTo("management");
            management().get(probe.getPath()).then().statusCode(200);
        });
        management()
                .get(Manifests.written()
                        .deployment()
                        .getSpec()
                        .getTemplate()
                        .getMetadata()
                        .getAnnotations()
                        .get("prometheus.io/path"))
                .then()
                .statusCode(200);
        String asked = compose().at("/services/service/healthcheck/test/3").asText();
        management().get(asked.replaceAll(".*GET (\\S+) .*", "$1")).then().statusCode(200);
    }

    @Test
    void aPodIsNotKilledBeforeItsRequestsHaveEnded() throws IOException {
        Duration pause = DurationConverter.parseDuration(settings().get("QUARKUS_SHUTDOWN_DELAY"));
        Duration grace = Duration.ofSeconds(Manifests.written()
                .deployment()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getTerminationGracePeriodSeconds());

        assertThat(grace).isGreaterThan(pause.plus(shutdown));
        assertThat(DurationConverter.parseDuration(
                        compose().at("/services/service/stop_grace_period").asText()))
                .isGreaterThan(shutdown);
    }

    @Test
    void allReplicasTogetherLeaveConnectionsForOthers() throws IOException {
        Manifests manifests = Manifests.written();
        int replicas = manifests.only(HorizontalPodAutoscaler.class).getSpec().getMaxReplicas();
        int surge = manifests
                .deployment()
                .getSpec()
                .getStrategy()
                .getRollingUpdate()
                .getMaxSurge()
                .getIntVal();
        int each = Integer.parseInt(settings().get("QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE"))
                + Integer.parseInt(settings().get("QUARKUS_DATASOURCE_JDBC_MAX_SIZE"))
                + Integer.parseInt(settings().get("EXPORTS_FILES"))
                + CONNECTION_OF_PROBES;

        assertThat((replicas + surge) * each + CONNECTIONS_OF_OTHERS).isLessThanOrEqualTo(MAX_CONNECTIONS);
    }

    @Test
    void theOperationsPageExplainsEverySettingThatIsSet() throws IOException {
        JsonNode services = compose().path("services");
        Stream<String> inCompose = Stream.of("migration", "service")
                .flatMap(name -> services.at("/" + name + "/environment").properties().stream())
                .map(Map.Entry::getKey);

        assertThat(OperationsPage.settings().keySet().stream().map(OperationsPage::asVariable))
                .containsAll(settings().keySet())
                .containsAll(service().getEnv().stream()
                        .map(variable -> variable.getName())
                        .toList())
                .containsAll(inCompose.toList());
    }

    @Test
    void composeRunsTheImageOfThePomWithoutRights() throws IOException {
        JsonNode services = compose().path("services");

        assertThat(Stream.of("migration", "service")
                        .map(name -> services.at("/" + name + "/image").asText()))
                .containsOnly("student-management:${VERSION:-" + Project.imageTag() + "}");
        assertThat(services).allSatisfy(service -> {
            assertThat(service.path("image").asText()).matches(".*:(\\d+\\.\\d+\\S*|\\$\\{VERSION:-.*})");
            assertThat(service.path("read_only").asBoolean()).isTrue();
            assertThat(service.at("/cap_drop/0").asText()).isEqualTo("ALL");
            assertThat(service.at("/security_opt/0").asText()).isEqualTo("no-new-privileges:true");
            assertThat(service.has("mem_limit")).isTrue();
            assertThat(service.has("pids_limit")).isTrue();
        });
        assertThat(services.at("/service/depends_on/migration/condition").asText())
                .isEqualTo("service_completed_successfully");
    }

    @Test
    void composeBelievesTheProxysNetworkAlone() throws IOException {
        assertThat(compose().at("/services/service/environment/QUARKUS_HTTP_PROXY_TRUSTED_PROXIES"))
                .isEqualTo(compose().at("/networks/web/ipam/config/0/subnet"));
    }

    @Test
    void composeMakesTheUsersWithTheRightsThatTheSchemasPageNames() throws IOException {
        String page = Files.readString(Path.of("src/site/service.md"));
        String script = Files.readString(Path.of("src/main/docker/users.sh"));
        Pattern grants = Pattern.compile("(?m)^(ALTER DEFAULT|GRANT (CONNECT|USAGE ON SCHEMA))[^;]*;");

        assertThat(statements(grants, script)).containsExactlyElementsOf(statements(grants, page));
    }

    private static Iterable<String> statements(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }

    private static Container service() throws IOException {
        return Manifests.written()
                .deployment()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
    }

    private static Map<String, String> settings() throws IOException {
        return StreamSupport.stream(
                        Manifests.kustomization()
                                .at("/configMapGenerator/0/literals")
                                .spliterator(),
                        false)
                .map(literal -> literal.asText().split("=", 2))
                .collect(Collectors.toMap(literal -> literal[0], literal -> literal[1]));
    }

    private static JsonNode compose() throws IOException {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        Object merged = new Yaml(strict).load(Files.readString(Path.of("src/main/docker/compose.yaml")));
        return Manifests.YAML.valueToTree(merged);
    }
}
