package org.studentmanagement.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** That the manifests are what Kubernetes knows, and agree with each other and with the pom. */
class ManifestsTest {
    private static Manifests manifests;
    private static JsonNode kustomization;

    @BeforeAll
    static void read() throws IOException {
        manifests = Manifests.written();
        kustomization = Manifests.kustomization();
    }

    @Test
    void aMemberThatKubernetesWouldIgnoreIsRefused() throws IOException {
        String deployment = Files.readString(Manifests.FOLDER.resolve("deployment.yaml"));

        assertThatThrownBy(() -> Manifests.parse(deployment.replace("readinessProbe", "readynessProbe")))
                .hasMessageContaining("\"readynessProbe\"");
        assertThatThrownBy(() -> Manifests.parse(deployment.replace("runAsGroup:", "runAsUser:")))
                .hasMessageContaining("Duplicate field 'runAsUser'");
        assertThatThrownBy(() -> Manifests.parse(deployment.replace("apps/v1", "apps/v1beta1")))
                .hasMessage("unexpected: apps/v1beta1 Deployment");
    }

    @Test
    void theKustomizationNamesEveryFile() throws IOException {
        try (Stream<Path> files = Files.list(Manifests.FOLDER)) {
            assertThat(texts(kustomization.path("resources")))
                    .containsExactlyInAnyOrderElementsOf(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals("kustomization.yaml"))
                            .toList());
        }
    }

    @Test
    void everyImageHasTheVersionOfThePom() throws IOException {
        assertThat(kustomization.path("images"))
                .extracting(image -> image.path("newTag").asText())
                .containsOnly(Project.imageTag());
        assertThat(kustomization.path("images"))
                .extracting(image -> image.path("name").asText())
                .containsExactlyInAnyOrderElementsOf(
                        containers().map(Container::getImage).toList());
    }

    @Test
    void whatIsRenderedNamesTheJobAfterTheVersion() throws IOException, InterruptedException {
        assumeThat(onPath("kubectl")).as("kubectl is installed").isTrue();

        Manifests rendered = rendered(Manifests.FOLDER);

        String version = Project.imageTag();
        assertThat(rendered.migration().getMetadata().getName()).isEqualTo("student-management-migration-" + version);
        assertThat(rendered.pods())
                .flatExtracting(pod -> pod.getSpec().getContainers())
                .extracting(Container::getImage)
                .containsExactlyInAnyOrder("student-management:" + version, "student-management-native:" + version);
        assertThat(rendered.all())
                .allSatisfy(resource -> assertThat(resource.getMetadata().getLabels())
                        .containsEntry("app.kubernetes.io/name", "student-management"));
    }

    @Test
    void anIssuerElsewhereTakesThePlaceOfTheKey() throws IOException, InterruptedException {
        PodSpec pod = podWith("other-issuer");

        assertThat(pod.getVolumes()).extracting(Volume::getName).containsExactly("tmp");
        assertThat(pod.getContainers().get(0).getVolumeMounts())
                .extracting(VolumeMount::getName)
                .containsExactly("tmp");
        assertThat(pod.getContainers().get(0).getEnv())
                .extracting(EnvVar::getName)
                .contains("MP_JWT_VERIFY_PUBLICKEY_LOCATION", "QUARKUS_DATASOURCE_PASSWORD");
    }

    @Test
    void anObjectStoreIsReachedByASecretOfItsOwn() throws IOException, InterruptedException {
        PodSpec pod = podWith("object-store");

        assertThat(pod.getContainers().get(0).getEnv())
                .extracting(EnvVar::getName)
                .contains("MATERIALS_S3_ACCESS_KEY", "MATERIALS_S3_SECRET_KEY", "QUARKUS_DATASOURCE_PASSWORD");
    }

    private static PodSpec podWith(String component) throws IOException, InterruptedException {
        assumeThat(onPath("kubectl")).as("kubectl is installed").isTrue();
        Path overlay = Files.createDirectories(Path.of("target/kubernetes", component));
        Files.writeString(overlay.resolve("kustomization.yaml"), """
                resources: [../../../src/main/kubernetes]
                components: [../../../src/main/kubernetes/%s]
                """.formatted(component));
        return rendered(overlay).deployment().getSpec().getTemplate().getSpec();
    }

    @Test
    void everyPodIsRestricted() {
        assertThat(manifests.pods()).allSatisfy(template -> {
            PodSpec pod = template.getSpec();
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getHostNetwork()).isNull();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(10001);
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        });
        assertThat(containers()).allSatisfy(container -> {
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getResources().getRequests()).containsOnlyKeys("cpu", "memory");
            assertThat(container.getResources().getLimits()).containsOnlyKeys("cpu", "memory");
        });
    }

    @Test
    void selectorsFindThePodsOfTheServiceAndNoOthers() {
        Map<String, String> pods =
                manifests.deployment().getSpec().getTemplate().getMetadata().getLabels();
        Map<String, String> others =
                manifests.migration().getSpec().getTemplate().getMetadata().getLabels();

        Stream<Map<String, String>> selectors = Stream.of(
                        Stream.of(manifests.deployment().getSpec().getSelector()),
                        manifests
                                .every(PodDisruptionBudget.class)
                                .map(budget -> budget.getSpec().getSelector()),
                        manifests.deployment().getSpec().getTemplate().getSpec().getTopologySpreadConstraints().stream()
                                .map(TopologySpreadConstraint::getLabelSelector),
                        policies("student-management-service")
                                .map(policy -> policy.getSpec().getPodSelector()))
                .flatMap(each -> each)
                .map(LabelSelector::getMatchLabels);

        assertThat(Stream.concat(
                        selectors,
                        Stream.of(manifests.only(Service.class).getSpec().getSelector())))
                .hasSize(6)
                .allSatisfy(selector -> {
                    assertThat(pods).containsAllEntriesOf(selector);
                    assertThat(others.entrySet().containsAll(selector.entrySet()))
                            .isFalse();
                });
        Map<String, String> closed = policies("student-management")
                .findFirst()
                .orElseThrow()
                .getSpec()
                .getPodSelector()
                .getMatchLabels();
        assertThat(List.of(pods, others))
                .allSatisfy(labels -> assertThat(labels).containsAllEntriesOf(closed));
    }

    @Test
    void callersReachTheServiceAndNotItsManagement() {
        assertThat(manifests.only(Service.class).getSpec().getPorts())
                .extracting(port -> port.getTargetPort().getStrVal())
                .containsExactly("http");
        assertThat(policies("student-management-service")
                        .flatMap(policy -> policy.getSpec().getIngress().stream())
                        .flatMap(rule -> rule.getPorts().stream())
                        .map(NetworkPolicyPort::getPort)
                        .map(port -> port.getStrVal()))
                .containsExactlyInAnyOrderElementsOf(service().getPorts().stream()
                        .map(ContainerPort::getName)
                        .toList());
    }

    @Test
    void theAutoscalerAloneSaysHowManyReplicasThereAre() {
        var autoscaler = manifests.only(HorizontalPodAutoscaler.class).getSpec();

        assertThat(autoscaler.getScaleTargetRef().getName())
                .isEqualTo(manifests.deployment().getMetadata().getName());
        assertThat(autoscaler.getMinReplicas()).isEqualTo(2);
        assertThat(manifests.deployment().getSpec().getReplicas()).isNull();
    }

    @Test
    void whatIsReferredToIsThere() {
        assertThat(manifests.pods()).allSatisfy(template -> {
            assertThat(template.getSpec().getServiceAccountName())
                    .isEqualTo(
                            manifests.only(ServiceAccount.class).getMetadata().getName());
            assertThat(mounts(template))
                    .containsExactlyInAnyOrderElementsOf(template.getSpec().getVolumes().stream()
                            .map(Volume::getName)
                            .toList());
        });
        assertThat(volumes().map(Volume::getPersistentVolumeClaim).filter(Objects::nonNull))
                .extracting(claim -> claim.getClaimName())
                .containsExactly(manifests
                        .only(PersistentVolumeClaim.class)
                        .getMetadata()
                        .getName());
        assertThat(service().getEnvFrom())
                .extracting(source -> source.getConfigMapRef().getName())
                .containsExactlyElementsOf(StreamSupport.stream(
                                kustomization.path("configMapGenerator").spliterator(), false)
                        .map(map -> map.path("name").asText())
                        .toList());
    }

    @Test
    void theOperationsPageMakesEverySecretWithItsKeys() throws IOException {
        String page = Files.readString(Path.of("src/main/docker/README.md"));

        assertThat(containers()
                        .flatMap(container -> container.getEnv().stream())
                        .map(variable -> variable.getValueFrom().getSecretKeyRef()))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(page)
                        .containsPattern("secret generic " + key.getName() + "( \\\\\\R.*)*--from-literal="
                                + key.getKey() + "="));
        assertThat(volumes().map(Volume::getSecret).filter(Objects::nonNull))
                .isNotEmpty()
                .allSatisfy(secret -> assertThat(page).contains("secret generic " + secret.getSecretName()));
    }

    @Test
    void onlyTheMigrationHasTheUserWhoChangesTheSchema() {
        assertThat(secrets(service())).containsOnly("student-management-database");
        assertThat(manifests.migration().getSpec().getTemplate().getSpec().getContainers())
                .singleElement()
                .satisfies(migration -> {
                    assertThat(secrets(migration))
                            .containsExactlyInAnyOrder("student-management-database", "student-management-migrator");
                    assertThat(migration.getEnvFrom())
                            .as("what could change the Job")
                            .isEmpty();
                });
    }

    private static List<String> secrets(Container container) {
        return container.getEnv().stream()
                .map(variable -> variable.getValueFrom().getSecretKeyRef().getName())
                .distinct()
                .toList();
    }

    private static Container service() {
        return manifests
                .deployment()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
    }

    private static Stream<Container> containers() {
        return manifests.pods().stream().flatMap(pod -> pod.getSpec().getContainers().stream());
    }

    private static Stream<Volume> volumes() {
        return manifests.pods().stream().flatMap(pod -> pod.getSpec().getVolumes().stream());
    }

    private static List<String> mounts(PodTemplateSpec template) {
        return template.getSpec().getContainers().stream()
                .flatMap(container -> container.getVolumeMounts().stream())
                .map(VolumeMount::getName)
                .toList();
    }

    private static Stream<NetworkPolicy> policies(String name) {
        return manifests
                .every(NetworkPolicy.class)
                .filter(policy -> policy.getMetadata().getName().equals(name));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static Manifests rendered(Path folder) throws IOException, InterruptedException {
        Process kubectl = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String documents = new String(kubectl.getInputStream().readAllBytes());
        assertThat(kubectl.waitFor()).isZero();
        return Manifests.parse(documents);
    }
}
