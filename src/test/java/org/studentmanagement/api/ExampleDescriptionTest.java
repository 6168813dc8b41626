package org.studentmanagement.api;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.ApiDocument;
import org.studentmanagement.testsupport.ProductClasses;

/** That tests are answered no other types of problems is seen in all, by {@code DescribedAnswers}. */
class ExampleDescriptionTest {
    private static final ApiDocument DOCUMENT = ApiDocument.read();

    private record Content(String operation, String status, String type, JsonNode body) {
        Stream<JsonNode> examples() {
            return body.path("examples").properties().stream()
                    .map(example -> DOCUMENT.resolved(example.getValue()).path("value"));
        }
    }

    @Test
    void everyRefusalHasAnExampleOfItsStatusAndOfATypeOfItsOwn() {
        assertThat(contents().filter(content -> content.type().equals(Problem.MEDIA_TYPE)))
                .hasSizeGreaterThan(400)
                .allSatisfy(content -> assertThat(content.examples())
                        .isNotEmpty()
                        .allSatisfy(example -> {
                            assertThat(example.path("status").asText()).isEqualTo(content.status());
                            assertThat(example.path("type").asText()).matches("urn:problem-type:[a-z-]+");
                        }));
    }

    @Test
    void everyResponseThatRefusesHasAnExample() {
        assertThat(contents().filter(content -> content.status().compareTo("400") >= 0))
                .hasSizeGreaterThan(400)
                .allSatisfy(content -> assertThat(content.examples()).isNotEmpty());
    }

    @Test
    void everyExampleIsWhatItsResponseIsDescribedAs() {
        assertThat(contents().filter(content -> content.body().has("examples")))
                .hasSizeGreaterThan(400)
                .allSatisfy(content -> assertThat(content.examples())
                        .allSatisfy(example -> assertThat(
                                        DOCUMENT.faults(content.body().path("schema"), example))
                                .isEmpty()));
    }

    @Test
    void everyClassOfRefusalsHasAnExample() {
        Set<JavaClass> shown = ProductClasses.ALL.stream()
                .flatMap(type -> type.getMembers().stream())
                .filter(member -> member.isAnnotatedWith(Example.class))
                .map(ExampleDescriptionTest::made)
                .collect(Collectors.toSet());

        List<JavaClass> refusals = ProductClasses.ALL.stream()
                .filter(type -> type.isAssignableTo(ProblemException.class) && !type.isAnonymousClass())
                .filter(type -> !type.getModifiers().contains(ABSTRACT))
                .toList();

        assertThat(refusals)
                .hasSizeGreaterThan(25)
                .allSatisfy(refusal -> assertThat(kinds(refusal))
                        .as("an @Example of it, or of the class that it is a kind of")
                        .anyMatch(shown::contains));
    }

    /** The class and those above it, but for the one that all are kinds of. */
    private static List<JavaClass> kinds(JavaClass refusal) {
        List<JavaClass> kinds = new ArrayList<>(List.of(refusal));
        refusal.getAllRawSuperclasses().stream()
                .filter(above ->
                        above.isAssignableTo(ProblemException.class) && !above.isEquivalentTo(ProblemException.class))
                .forEach(kinds::add);
        return kinds;
    }

    private static JavaClass made(JavaMember member) {
        return member instanceof JavaMethod method
                ? method.getRawReturnType()
                : member instanceof JavaField field ? field.getRawType() : member.getOwner();
    }

    private static Stream<Content> contents() {
        return DOCUMENT.at("/paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .flatMap(operation -> operation.getValue().path("responses").properties().stream()
                                .flatMap(response -> contents(operation.getKey() + " " + path.getKey(), response))));
    }

    private static Stream<Content> contents(String operation, Map.Entry<String, JsonNode> response) {
        return DOCUMENT.resolved(response.getValue()).path("content").properties().stream()
                .map(content -> new Content(operation, response.getKey(), content.getKey(), content.getValue()));
    }
}
