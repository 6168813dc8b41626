package org.studentmanagement.schema.drift;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.studentmanagement.schema.catalog.ObjectKind;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.SchemaObject;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.terminal.Refused;

/**
 * What each changeset of the bundled changelog makes and takes away, so that the schema of a revision is known without a
 * database to build it in. The file is generated, and a test holds it true.
 */
public final class SchemaHistory {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RESOURCE = "/db/schema-steps.json";

    /** One changeset. What it changes is among what it makes. */
    record Step(String file, List<SchemaObject> made, Set<SchemaObject.Key> gone) {
        private Set<SchemaObject.Key> keys() {
            Set<SchemaObject.Key> keys = new HashSet<>(gone);
            made.forEach(object -> keys.add(object.key()));
            return keys;
        }

        private void apply(Map<SchemaObject.Key, SchemaObject> objects) {
            objects.keySet().removeAll(gone);
            made.forEach(object -> objects.put(object.key(), object));
        }
    }

    private final List<Step> steps;

    SchemaHistory(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    public static SchemaHistory bundled() {
        return read(SchemaHistory.class.getResourceAsStream(RESOURCE));
    }

    /** Reads and closes one: an array, at whose end stands null, so that a new step is a new line. */
    static SchemaHistory read(InputStream record) {
        try (InputStream json = record) {
            List<Step> steps = new ArrayList<>();
            for (JsonNode step : JSON.readTree(json)) {
                if (!step.isNull()) {
                    steps.add(new Step(
                            step.path("file").asText(),
                            objects(step.path("made")).toList(),
                            objects(step.path("gone")).map(SchemaObject::key).collect(Collectors.toSet())));
                }
            }
            return new SchemaHistory(steps);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<SchemaObject> objects(JsonNode array) {
        return JSON.convertValue(array, new TypeReference<List<List<String>>>() {}).stream()
                .map(parts -> new SchemaObject(
                        ObjectKind.valueOf(parts.get(0).toUpperCase(Locale.ROOT).replace(' ', '_')),
                        parts.get(1),
                        parts.get(2),
                        parts.subList(3, parts.size())));
    }

    /**
     * The schema that the applied revisions yield.
     *
     * @throws Refused if they ran in another order than the changelog's and touched the same object, or if one is
     *     not recorded: then only running them can tell
     */
    public Schema at(Revisions revisions) {
        obstacle(revisions).ifPresent(sentence -> {
            throw new Refused(sentence + " To have it built in a scratch database, add --scratch.");
        });
        Set<String> applied = revisions.applied().stream().map(Revision::file).collect(Collectors.toSet());
        Map<SchemaObject.Key, SchemaObject> objects = new LinkedHashMap<>();
        for (Step step : steps) {
            if (applied.contains(step.file)) {
                step.apply(objects);
            }
        }
        return new Schema(List.copyOf(objects.values()));
    }

    /** The schema after each of these changesets, oldest first; none where they are others than the recorded ones. */
    public Optional<List<Schema>> afterEach(List<String> files) {
        if (!files.equals(steps.stream().map(Step::file).toList())) {
            return Optional.empty();
        }
        List<Schema> schemas = new ArrayList<>();
        Map<SchemaObject.Key, SchemaObject> objects = new LinkedHashMap<>();
        for (Step step : steps) {
            step.apply(objects);
            schemas.add(new Schema(List.copyOf(objects.values())));
        }
        return Optional.of(schemas);
    }

    /** Why the recorded steps do not tell the schema; none if they do. Steps that share no object can be taken in any order. */
    Optional<String> obstacle(Revisions revisions) {
        Map<String, Step> left = new LinkedHashMap<>();
        steps.forEach(step -> left.put(step.file, step));
        for (Revision revision : revisions.applied()) {
            Step step = left.remove(revision.file());
            if (step == null) {
                return Optional.of("What %s makes is not recorded in this build.".formatted(revision.slug()));
            }
            Set<SchemaObject.Key> keys = step.keys();
            Optional<Step> missing = left.values().stream()
                    .takeWhile(earlier -> steps.indexOf(earlier) < steps.indexOf(step))
                    .filter(earlier -> !Collections.disjoint(earlier.keys(), keys))
                    .findFirst();
            if (missing.isPresent()) {
                return Optional.of("%s ran before %s, which the changelog has first and which touches the same."
                        .formatted(revision.slug(), Changelog.slug(missing.get().file)));
            }
        }
        return Optional.empty();
    }
}
