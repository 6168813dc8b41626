package org.studentmanagement.schema.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.SchemaObject;

/** What schema-steps.json says of changesets. */
public final class SchemaRecord {
    private SchemaRecord() {}

    /**
     * One line an object, so that a change of the changelog is as small a change here; and nothing at the end of the last
     * step that another one would alter, so that git keeps both where two branches added one.
     *
     * @param files of the changesets
     * @param first the schema before them
     * @param built the schema after each of them
     */
    public static String of(List<String> files, Schema first, List<Schema> built) throws JsonProcessingException {
        List<String> steps = new ArrayList<>();
        Schema before = first;
        for (int step = 0; step < built.size(); step++) {
            Schema after = built.get(step);
            steps.add("{\"file\": \"%s\", \"made\": %s, \"gone\": %s}"
                    .formatted(files.get(step), lines(made(before, after)), lines(gone(before, after))));
            before = after;
        }
        return "[\n" + String.join(",\n", steps) + ",\nnull]\n";
    }

    private static List<List<String>> made(Schema before, Schema after) {
        return after.objects().stream()
                .filter(object -> !before.objects().contains(object))
                .map(object ->
                        Stream.concat(key(object), object.definition().stream()).toList())
                .toList();
    }

    private static List<List<String>> gone(Schema before, Schema after) {
        Set<SchemaObject.Key> left =
                after.objects().stream().map(SchemaObject::key).collect(Collectors.toSet());
        return before.objects().stream()
                .filter(object -> !left.contains(object.key()))
                .map(object -> key(object).toList())
                .toList();
    }

    private static Stream<String> key(SchemaObject object) {
        return Stream.of(object.kind().toString(), object.table(), object.name());
    }

    private static String lines(List<List<String>> objects) throws JsonProcessingException {
        List<String> lines = new ArrayList<>();
        for (List<String> object : objects) {
            lines.add("\n    " + new ObjectMapper().writeValueAsString(object));
        }
        return lines.isEmpty() ? "[]" : "[" + String.join(",", lines) + "]";
    }
}
