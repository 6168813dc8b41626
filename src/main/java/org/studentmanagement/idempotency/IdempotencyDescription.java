package org.studentmanagement.idempotency;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.studentmanagement.api.ApiDescription;
import org.studentmanagement.api.RetryHeaders;

/** Adds the key to the description of every POST, and what is answered because of it. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 0)
public class IdempotencyDescription implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI api) {
        Map<String, APIResponse> shared = api.getComponents().getResponses();
        api.getPaths().getPathItems().forEach((path, item) -> {
            Operation post = item.getOperations().get(HttpMethod.POST);
            if (post != null && path.startsWith(KeyedWrites.API)) {
                describeKey(post);
                post.getResponses().getAPIResponses().forEach((status, response) -> {
                    if (status.startsWith("2")) {
                        response.addHeader(RetryHeaders.REPLAYED, ApiDescription.header(RetryHeaders.REPLAYED));
                    }
                });
                refuse(post, "409", KeyInUse.WHEN, shared);
                refuse(post, "422", KeyReused.WHEN, shared);
            }
        });
    }

    /** Required where the operation says so of it. */
    private static void describeKey(Operation post) {
        List<Parameter> own = Objects.requireNonNullElse(post.getParameters(), List.<Parameter>of()).stream()
                .filter(parameter -> parameter.getName().equals(RetryHeaders.IDEMPOTENCY_KEY))
                .toList();
        own.forEach(post::removeParameter);
        post.addParameter(key().required(own.isEmpty() ? null : true));
    }

    private static Parameter key() {
        return OASFactory.createParameter()
                .name(RetryHeaders.IDEMPOTENCY_KEY)
                .in(Parameter.In.HEADER)
                .description(
                        "Names this request, so that it is carried out once however often it is sent: a new one for each"
                                + " request, as a UUID is, and the same one when an answer was lost")
                .example("8e03978e-40d5-43dd-bc93-6894a57f9324")
                .schema(OASFactory.createSchema()
                        .addType(SchemaType.STRING)
                        .minLength(1)
                        .maxLength(IdempotencyKey.KEY_LENGTH)
                        .pattern(KeyedRequest.CHARACTERS));
    }

    /** Beside whatever else the operation refuses with that status. */
    private static void refuse(Operation post, String status, String when, Map<String, APIResponse> shared) {
        APIResponse own = post.getResponses().getAPIResponse(status);
        APIResponse known = own != null && own.getRef() != null
                ? shared.get(own.getRef().substring(own.getRef().lastIndexOf('/') + 1))
                : own;
        post.getResponses()
                .addAPIResponse(
                        status,
                        OASFactory.createAPIResponse()
                                .description(known == null ? when : known.getDescription() + ". Or: " + when)
                                .content(ApiDescription.problem())
                                .addHeader("X-Request-ID", ApiDescription.header("X-Request-ID")));
    }
}
