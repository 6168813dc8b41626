package org.studentmanagement.api;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;

/**
 * Says of the API's schemas what their classes mean: an answer has all of its members, unless its schema names those that
 * are always there; a request in JSON has no others; a pattern is that of the whole text; a change of a row takes what storing
 * one takes, and what GET gave, too; and a patch may leave out any member.
 */
// one after the other, or parts of the document would change places from build to build
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 3)
public class SchemaDescription implements OASFilter {
    /** What Bean Validation finds anywhere in a text, to say that it is not blank. */
    private static final String NOT_BLANK = "\\S";

    /** By the class of Java, in place of which the API has it. */
    private static final Map<String, String> FORMATS = Map.of(
            "#/components/schemas/Instant",
            "date-time",
            "#/components/schemas/LocalDate",
            "date",
            "#/components/schemas/UUID",
            "uuid");

    /** Classes of Java, in place of which the API has a format or the members of a row. */
    private static final List<String> NOT_SHOWN =
            List.of("Instant", "LocalDate", "UUID", "ObjectNode", "JsonNode", "JsonNodeType");

    private static final String TIME = "2026-11-20T09:00:00Z";

    /** What every row has, in words. */
    private static final Map<String, Consumer<Schema>> ROW = Map.of(
            "id", id -> id.examples(List.of(1)),
            "created_at", created -> created.examples(List.of(TIME)).description("When it was first stored"),
            "updated_at", updated -> updated.examples(List.of(TIME)).description("When it last changed"),
            "version",
                    version -> version.examples(List.of(0))
                            .description("How often it has changed; in quotes, it is the ETag"));

    private static final Schema NONE = OASFactory.createSchema().booleanSchema(false);

    @Override
    public Schema filterSchema(Schema schema) {
        String pattern = schema.getPattern();
        if (pattern != null && !pattern.equals(NOT_BLANK) && !pattern.startsWith("^")) {
            schema.setPattern("^(?:" + pattern + ")$");
        }
        format(schema).ifPresent(format -> {
            schema.ref(null).anyOf(null).format(format);
            if (schema.getType() == null) {
                schema.addType(SchemaType.STRING);
            }
        });
        if (choice(schema).stream().anyMatch(each -> List.of(SchemaType.NULL).equals(each.getType()))) {
            // the choice says it, and its null would be no object
            schema.setType(null);
        }
        return schema;
    }

    private static List<Schema> choice(Schema schema) {
        return schema.getAnyOf() == null ? List.of() : schema.getAnyOf();
    }

    /** A schema of its own for each time makes of a nullable one a choice of four. */
    private static Optional<String> format(Schema schema) {
        return Stream.concat(Stream.of(schema), choice(schema).stream())
                .map(each -> each.getRef() == null ? each.getFormat() : FORMATS.get(each.getRef()))
                .filter(format -> format != null && FORMATS.containsValue(format))
                .findFirst();
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Map<String, Schema> schemas = api.getComponents().getSchemas();
        NOT_SHOWN.forEach(api.getComponents()::removeSchema);
        List<Schema> requests = new ArrayList<>();
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().stream()
                        .filter(operation -> operation.getRequestBody() != null)
                        .forEach(operation -> content(operation.getRequestBody())
                                .forEach((type, body) -> {
                                    boolean change = changesRow(operation) && stored(api, path) != null;
                                    if (!change && body.getSchema().getRef() == null) {
                                        // bytes have no members
                                        return;
                                    }
                                    Schema request = schemas.get(name(change ? stored(api, path) : body));
                                    requests.add(request);
                                    if (type.endsWith("json")) {
                                        request.setAdditionalPropertiesSchema(NONE);
                                        elements(request, schemas).forEach(element -> {
                                            requests.add(element);
                                            element.setAdditionalPropertiesSchema(NONE);
                                        });
                                    }
                                    if (change) {
                                        Schema changed = change(request, schemas.get(name(answer(operation))));
                                        body.setSchema(
                                                type.equals(RowChange.MERGE_PATCH)
                                                        ? changed.description(
                                                                "The members to change; null removes one that may be absent")
                                                        : changed.required(request.getRequired()));
                                    }
                                })));
        schemas.values().stream()
                .filter(schema -> schema.getProperties() != null
                        && schema.getProperties().keySet().containsAll(ROW.keySet()))
                .forEach(row -> ROW.forEach(
                        (member, words) -> words.accept(row.getProperties().get(member))));
        schemas.values().stream()
                .filter(schema ->
                        !requests.contains(schema) && schema.getRequired() == null && schema.getProperties() != null)
                .forEach(answer ->
                        answer.setRequired(List.copyOf(answer.getProperties().keySet())));
    }

    private static boolean changesRow(Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> "If-Match".equals(parameter.getName()));
    }

    /** What stores a row: a change of one takes the same. Null where it is no row that is changed. */
    private static MediaType stored(OpenAPI api, String path) {
        PathItem rows = api.getPaths().getPathItem(path.substring(0, path.lastIndexOf('/')));
        return rows == null || rows.getPOST() == null
                ? null
                : content(rows.getPOST().getRequestBody()).get("application/json");
    }

    private static Map<String, MediaType> content(RequestBody body) {
        return body.getContent().getMediaTypes();
    }

    private static MediaType answer(Operation operation) {
        return operation.getResponses().getAPIResponse("200").getContent().getMediaType("application/json");
    }

    /** Of the lists that a request has. */
    private static List<Schema> elements(Schema request, Map<String, Schema> schemas) {
        return request.getProperties().values().stream()
                .map(Schema::getItems)
                .filter(element -> element != null && element.getRef() != null)
                .map(element -> schemas.get(name(element)))
                .toList();
    }

    private static String name(MediaType body) {
        return name(body.getSchema());
    }

    private static String name(Schema named) {
        return named.getRef().substring(named.getRef().lastIndexOf('/') + 1);
    }

    /** What GET gives may be sent back: members that nobody sets, as they are. */
    private static Schema change(Schema whole, Schema shown) {
        Schema change = OASFactory.createSchema()
                .description(whole.getDescription())
                .type(whole.getType())
                .additionalPropertiesSchema(NONE);
        shown.getProperties()
                .forEach((member, schema) -> change.addProperty(
                        member,
                        whole.getProperties().containsKey(member)
                                ? whole.getProperties().get(member)
                                : OASFactory.createSchema()
                                        .type(schema.getType())
                                        .format(schema.getFormat())
                                        .description("As it is, or left out")
                                        .readOnly(true)));
        return change;
    }
}
