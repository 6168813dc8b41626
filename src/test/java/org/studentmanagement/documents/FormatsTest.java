package org.studentmanagement.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.terminal.Document;
import org.studentmanagement.testsupport.ProductClasses;

/** The page of formats has the members that there are. */
class FormatsTest {
    private static final Path PAGE = Path.of("src/site/formats.md");

    /** In the order in which commands print members. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(
                    MapperFeature.SORT_PROPERTIES_ALPHABETICALLY,
                    MapperFeature.SORT_CREATOR_PROPERTIES_BY_DECLARATION_ORDER)
            .build();

    @Test
    void thePageHasEveryDocumentThatACommandPrints() throws IOException {
        List<String> printed = ProductClasses.ALL.stream()
                .filter(type -> type.isAssignableTo(Document.class) && !type.isInterface())
                .map(type -> members(JSON.constructType(type.reflect())))
                .toList();

        assertThat(printed).isNotEmpty();
        assertThat(rows("What --json prints").map(row -> row.replaceAll(".*\\| `(.*)` \\|$", "$1")))
                .containsExactlyInAnyOrderElementsOf(printed);
    }

    @ParameterizedTest
    @CsvSource({
        "Fingerprint, Fingerprint",
        "Table of a fingerprint, TableFingerprint",
        "Manifest of a backup, Manifest",
    })
    void thePageHasEveryMemberOfAFile(String heading, String type) throws IOException {
        Class<?> written = ProductClasses.ALL.stream()
                .filter(candidate -> candidate.getSimpleName().equals(type))
                .reduce((one, other) -> {
                    throw new AssertionError(one + " and " + other);
                })
                .orElseThrow()
                .reflect();

        assertThat(rows(heading).map(row -> row.replaceAll("^\\| `(\\w+)` .*", "$1")))
                .containsExactlyElementsOf(properties(JSON.constructType(written))
                        .map(BeanPropertyDefinition::getName)
                        .toList());
    }

    /** Of the table below the heading. */
    private static Stream<String> rows(String heading) throws IOException {
        return Files.readString(PAGE)
                .split("(?m)^## " + heading + "$", 2)[1]
                .lines()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2);
    }

    private static String members(JavaType type) {
        return properties(type)
                .map(member -> member.getName() + value(member.getPrimaryType()))
                .collect(Collectors.joining(", "));
    }

    private static Stream<BeanPropertyDefinition> properties(JavaType type) {
        return JSON.getSerializationConfig().introspect(type).findProperties().stream();
    }

    private static String value(JavaType type) {
        if (type.isMapLikeType()) {
            return " {…" + value(type.getContentType()) + "}";
        }
        if (type.isContainerType()) {
            return " [" + inner(type.getContentType()) + "]";
        }
        return inner(type).isEmpty() ? "" : " {" + inner(type) + "}";
    }

    private static String inner(JavaType type) {
        return type.getRawClass().isRecord() ? members(type) : "";
    }
}
