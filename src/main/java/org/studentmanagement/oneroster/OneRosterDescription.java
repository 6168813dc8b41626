package org.studentmanagement.oneroster;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.studentmanagement.api.ApiDescription;

/** Adds to the API's description how OneRoster refuses, in place of problems, and the headers of its pages. */
// after all others: it goes by the refusals that they have found
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = -2)
public class OneRosterDescription implements OASFilter {
    private static final String SCHEMA = "StatusInfo";
    private static final String TOTAL = "X-Total-Count";

    /** Answered before anybody knows what path was called: these stay problems. */
    private static final Set<String> BELOW = Set.of("408", "413", "414", "431");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Components components = api.getComponents();
        components.addSchema(SCHEMA, statusInfo());
        components.addHeader(
                TOTAL,
                OASFactory.createHeader()
                        .description("The records of all pages together")
                        .schema(OASFactory.createSchema().addType(SchemaType.INTEGER)));
        api.getPaths().getPathItems().forEach((path, item) -> {
            if (path.startsWith(OneRosterAnswers.PATH)) {
                item.getOperations().forEach((method, operation) -> describe(method, operation, components));
            }
        });
    }

    private static void describe(HttpMethod method, Operation operation, Components components) {
        Map<String, APIResponse> responses = operation.getResponses().getAPIResponses();
        responses.forEach((status, response) -> {
            if (status.equals("201") && method == HttpMethod.POST) {
                // of several records
                response.removeHeader("ETag");
                response.removeHeader("Location");
                response.setContent(anything());
            } else if (status.equals("200") && method == HttpMethod.GET) {
                response.description("Told").setContent(anything());
                if (takes(operation, "offset")) {
                    response.addHeader(TOTAL, ApiDescription.header(TOTAL))
                            .addHeader("Link", ApiDescription.header("Link"));
                }
            } else if (status.equals("200")) {
                // of what was sent nothing is told
                response.setContent(null);
            } else if (status.compareTo("400") >= 0 && !BELOW.contains(status)) {
                operation.getResponses().addAPIResponse(status, refusal(status, response, components));
            }
        });
    }

    private static Content anything() {
        return OASFactory.createContent()
                .addMediaType(
                        "application/json",
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().addType(SchemaType.OBJECT)));
    }

    private static boolean takes(Operation operation, String parameter) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(taken -> parameter.equals(taken.getName()));
    }

    /** One for all operations that refuse with the status. */
    private static APIResponse refusal(String status, APIResponse problem, Components components) {
        String name = "StatusInfo" + status;
        if (!components.getResponses().containsKey(name)) {
            APIResponse shared = problem.getRef() == null
                    ? problem
                    : components
                            .getResponses()
                            .get(problem.getRef().substring(problem.getRef().lastIndexOf('/') + 1));
            components.addResponse(
                    name,
                    OASFactory.createAPIResponse()
                            .description(shared.getDescription()
                                    .replace("errors says where", "imsx_description says why")
                                    .replace("detail says", "imsx_description says"))
                            .headers(shared.getHeaders())
                            .content(content(StatusInfo.codeOf(Integer.parseInt(status)))));
        }
        return OASFactory.createAPIResponse().ref("#/components/responses/" + name);
    }

    private static Content content(String code) {
        // in the order that it has in the document, which is the same with each build
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("imsx_codeMajor", "failure");
        example.put("imsx_severity", "error");
        example.put("imsx_description", "What is wrong, in words");
        Map<String, Object> minor = new LinkedHashMap<>();
        minor.put("imsx_codeMinorFieldName", "TargetEndSystem");
        minor.put("imsx_codeMinorFieldValue", code);
        example.put("imsx_CodeMinor", Map.of("imsx_codeMinorField", List.of(minor)));
        return OASFactory.createContent()
                .addMediaType(
                        "application/json",
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("#/components/schemas/" + SCHEMA))
                                .addExample(code, OASFactory.createExample().value(example)));
    }

    private static Schema statusInfo() {
        Schema field = object().addProperty("imsx_codeMinorFieldName", word())
                .addProperty("imsx_codeMinorFieldValue", word())
                .required(List.of("imsx_codeMinorFieldName", "imsx_codeMinorFieldValue"));
        Schema minor = object().addProperty(
                        "imsx_codeMinorField",
                        OASFactory.createSchema().addType(SchemaType.ARRAY).items(field))
                .required(List.of("imsx_codeMinorField"));
        return object().description("Why a request is refused (OneRoster 1.2)")
                .addProperty("imsx_codeMajor", word())
                .addProperty("imsx_severity", word())
                .addProperty("imsx_description", word())
                .addProperty("imsx_CodeMinor", minor)
                .required(List.of("imsx_codeMajor", "imsx_severity", "imsx_description", "imsx_CodeMinor"));
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(SchemaType.OBJECT);
    }

    private static Schema word() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }
}
