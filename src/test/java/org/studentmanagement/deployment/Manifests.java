package org.studentmanagement.deployment;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Manifests as Kubernetes reads them, but without mercy: an unknown or doubled member is an error rather than ignored. */
record Manifests(List<HasMetadata> all) {
    static final Path FOLDER = Path.of("src/main/kubernetes");

    static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new NoMemberIsOther())
            .build();

    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            ConfigMap.class,
            Deployment.class,
            HorizontalPodAutoscaler.class,
            Job.class,
            NetworkPolicy.class,
            PersistentVolumeClaim.class,
            PodDisruptionBudget.class,
            Service.class,
            ServiceAccount.class);

    /** The files that the kustomization names. */
    static Manifests written() throws IOException {
        StringBuilder text = new StringBuilder();
        for (JsonNode file : kustomization().path("resources")) {
            text.append("---\n").append(Files.readString(FOLDER.resolve(file.asText())));
        }
        return parse(text.toString());
    }

    static JsonNode kustomization() throws IOException {
        return YAML.readTree(Files.readString(FOLDER.resolve("kustomization.yaml")));
    }

    /** @throws IOException naming what is no member of its kind */
    static Manifests parse(String documents) throws IOException {
        List<HasMetadata> all = new ArrayList<>();
        try (var nodes = YAML.readerFor(JsonNode.class).<JsonNode>readValues(documents)) {
            while (nodes.hasNext()) {
                JsonNode document = nodes.next();
                all.add(YAML.readerFor(kind(document)).readValue(document.toString()));
            }
        }
        return new Manifests(all);
    }

    private static Class<? extends HasMetadata> kind(JsonNode document) {
        String version = document.path("apiVersion").asText();
        String kind = document.path("kind").asText();
        return KINDS.stream()
                .filter(type -> HasMetadata.getKind(type).equals(kind))
                .filter(type -> HasMetadata.getApiVersion(type).equals(version))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unexpected: " + version + " " + kind));
    }

    <T> T only(Class<T> kind) {
        List<T> found = every(kind).toList();
        if (found.size() != 1) {
            throw new IllegalStateException(found.size() + " of " + kind.getSimpleName());
        }
        return found.get(0);
    }

    <T> Stream<T> every(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast);
    }

    Deployment deployment() {
        return only(Deployment.class);
    }

    Job migration() {
        return only(Job.class);
    }

    List<PodTemplateSpec> pods() {
        return List.of(
                deployment().getSpec().getTemplate(), migration().getSpec().getTemplate());
    }

    /** The model keeps members that it does not know; without that, Jackson refuses them. */
    private static class NoMemberIsOther extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }
}
