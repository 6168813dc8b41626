package org.studentmanagement.schema.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.studentmanagement.schema.catalog.ObjectKind;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.SchemaObject;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.terminal.Refused;

/**
 * What each changeset of the bundled changelog makes and takes away, so that the schema of a revision is known without a
 * database to build it in. The file is generated, and a test holds it true.
 */
public final class SchemaHistory {
    private static final String RESOURCE = "/db/schema-steps.json";

    /** One changeset. What it changes is among what it makes. */
    record Step(String file, List<SchemaObject> made, Set<SchemaObject.Key> gone) {
        private boolean touches(Set<SchemaObject.Key> keys) {
            return gone.stream().anyMatch(keys::contains)
                    || made.stream().map(SchemaObject::key).anyMatch(keys::contains);
        }

        private Set<SchemaObject.Key> keys() {
            Set<SchemaObject.Key> keys = new HashSet<>(gone);
            made.forEach(object -> keys.add(object.key()));
            return keys;
        }
    }

    private final List<Step> steps;

    SchemaHistory(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** The one that is recorded beside the changelog. */
    public static SchemaHistory bundled() {
        return read(SchemaHistory.class.getResourceAsStream(RESOURCE));
    }

    /** Reads and closes one: an array, at whose end stands null, so that a new step is a new line. */
    static SchemaHistory read(InputStream record) {
        try (InputStream json = record) {
            List<Step> steps = new ArrayList<>();
            for (JsonNode step : new ObjectMapper().readTree(json)) {
                if (step.isNull()) {
                    break;
                }
                List<SchemaObject> made = new ArrayList<>();
                step.path("made").forEach(object -> made.add(object(object)));
                Set<SchemaObject.Key> gone = new HashSet<>();
                step.path("gone").forEach(object -> gone.add(object(object).key()));
                steps.add(new Step(step.path("file").asText(), made, gone));
            }
            return new SchemaHistory(steps);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kind, table and name, and then the definition. */
    private static SchemaObject object(JsonNode object) {
        List<String> definition = new ArrayList<>();
        for (int part = 3; part < object.size(); part++) {
            definition.add(object.get(part).asText());
        }
        ObjectKind kind = ObjectKind.valueOf(
                object.get(0).asText().toUpperCase(Locale.ROOT).replace(' ', '_'));
        return new SchemaObject(kind, object.get(1).asText(), object.get(2).asText(), definition);
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
        Set<String> applied = Set.copyOf(files(revisions.applied()));
        Map<SchemaObject.Key, SchemaObject> objects = new LinkedHashMap<>();
        for (Step step : steps) {
            if (applied.contains(step.file)) {
                objects.keySet().removeAll(step.gone);
                step.made.forEach(object -> objects.put(object.key(), object));
            }
        }
        return new Schema(List.copyOf(objects.values()));
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
            for (Step earlier : left.values()) {
                if (steps.indexOf(earlier) > steps.indexOf(step)) {
                    break;
                }
                if (earlier.touches(keys)) {
                    return Optional.of("%s ran before %s, which the changelog has first and which touches the same."
                            .formatted(revision.slug(), slug(earlier, revisions)));
                }
            }
        }
        return Optional.empty();
    }

    private static String slug(Step step, Revisions revisions) {
        return revisions.all().stream()
                .filter(revision -> revision.file().equals(step.file))
                .map(Revision::slug)
                .findFirst()
                .orElse(step.file);
    }

    private static List<String> files(Collection<Revision> revisions) {
        return revisions.stream().map(Revision::file).toList();
    }
}
