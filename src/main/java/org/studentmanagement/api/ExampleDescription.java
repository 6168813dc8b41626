package org.studentmanagement.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.IndexView;

/** Adds each {@link Example} to the responses that it is one of. */
// the last: it goes by what the others have said of the responses
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = -1)
public class ExampleDescription implements OASFilter {
    private static final String REQUEST_ID = "5f0c1f1e-7d0a-4a53-8f6e-1f5f0a6f0f4a";

    /** As the service writes its answers. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .findAndAddModules()
            .build();

    /** @param status null where it is no problem */
    private record Shown(String name, String when, String status, Object value) {
        boolean isOneOf(Answer answer) {
            boolean described = when.isEmpty()
                    ? answer.shared()
                    : answer.response().getDescription().contains(when);
            return described && (status == null || answer.status().equals(status));
        }
    }

    private record Answer(String status, APIResponse response, boolean shared) {
        MediaType content(Shown example) {
            String type = example.value() instanceof Problem ? Problem.MEDIA_TYPE : "application/json";
            return response.getContent().getMediaType(type);
        }
    }

    private final IndexView index;

    public ExampleDescription(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        List<Answer> answers = answers(api);
        index.getAnnotations(Example.class).stream()
                .map(this::shown)
                // the index has some classes twice
                .distinct()
                .sorted(Comparator.comparing(Shown::name))
                .forEach(example -> add(example, api, answers));
    }

    private Shown shown(AnnotationInstance example) {
        Object made = made(example.target());
        String name = text(example, "name");
        return made instanceof ProblemException refusal
                ? new Shown(
                        name.isEmpty() ? refusal.kind() : name,
                        text(example, "when"),
                        Integer.toString(refusal.status()),
                        Problem.of(refusal, text(example, "path"), REQUEST_ID))
                : new Shown(name, text(example, "when"), null, made);
    }

    private String text(AnnotationInstance example, String member) {
        return example.valueWithDefault(index, member).asString();
    }

    private static void add(Shown example, OpenAPI api, List<Answer> answers) {
        List<Answer> matching = answers.stream().filter(example::isOneOf).toList();
        boolean known = api.getComponents().getExamples() != null
                && api.getComponents().getExamples().containsKey(example.name());
        if (matching.isEmpty() || known) {
            throw new IllegalStateException(known ? "Two are " + example : "No response is described for " + example);
        }
        api.getComponents()
                .addExample(
                        example.name(),
                        OASFactory.createExample().value(JSON.convertValue(example.value(), Object.class)));
        matching.forEach(answer -> answer.content(example)
                .addExample(example.name(), OASFactory.createExample().ref("#/components/examples/" + example.name())));
    }

    private static List<Answer> answers(OpenAPI api) {
        List<Answer> answers = new ArrayList<>();
        for (SharedResponse shared : SharedResponse.values()) {
            answers.add(new Answer(
                    shared.status(), api.getComponents().getResponses().get(shared.key()), true));
        }
        api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(operation -> operation.getResponses().getAPIResponses().entrySet().stream()
                        .filter(answer -> answer.getValue().getRef() == null)
                        .forEach(answer -> answers.add(new Answer(answer.getKey(), answer.getValue(), false))));
        return answers;
    }

    private static Object made(AnnotationTarget target) {
        try {
            boolean constant = target.kind() == AnnotationTarget.Kind.FIELD;
            Class<?> owner = Class.forName((constant
                            ? target.asField().declaringClass()
                            : target.asMethod().declaringClass())
                    .name()
                    .toString());
            if (constant) {
                Field field = open(owner.getDeclaredField(target.asField().name()));
                return field.get(null);
            } else if (target.asMethod().isConstructor()) {
                Constructor<?> constructor = open(owner.getDeclaredConstructor());
                return constructor.newInstance();
            }
            Method method = open(owner.getDeclaredMethod(target.asMethod().name()));
            return method.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("No example can be made by " + target, e);
        }
    }

    private static <T extends AccessibleObject> T open(T member) {
        member.setAccessible(true);
        return member;
    }
}
