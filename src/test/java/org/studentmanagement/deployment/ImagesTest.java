package org.studentmanagement.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Dockerfiles promise, and that their context holds what they copy and nothing else. */
class ImagesTest {
    private static final Path FOLDER = Path.of("src/main/docker");

    @Test
    void theContextHoldsWhatIsCopiedAndNothingElse() throws IOException {
        List<String> rules = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();

        assertThat(rules).startsWith("*");
        assertThat(rules.stream().skip(1).map(rule -> rule.replaceFirst("^!", "")))
                .containsExactlyInAnyOrderElementsOf(copied());
    }

    private static List<String> copied() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().startsWith("Dockerfile"))
                    .flatMap(file -> instructions(file).stream())
                    .filter(instruction -> instruction.startsWith("COPY ") && !instruction.contains("--from="))
                    .map(instruction -> instruction.replaceAll("--\\S+ ", "").split(" "))
                    .flatMap(words -> Stream.of(words).skip(1).limit(words.length - 2L))
                    .distinct()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native", "Dockerfile.native-multistage"})
    void everyImageIsOfExactVersionsAndRunsAsNobodyInParticular(String name) throws IOException {
        List<String> instructions = instructions(FOLDER.resolve(name));

        assertThat(instructions.stream().filter(line -> line.matches("ARG \\w+_IMAGE=.*")))
                .isNotEmpty()
                .allMatch(line ->
                        line.matches("ARG \\w+_IMAGE=[a-z.]+/\\S+:\\S*\\d+\\.\\d+(\\.\\d+\\S*|-\\d{4}-\\d\\d-\\d\\d)"));
        assertThat(instructions.stream().filter(line -> line.startsWith("FROM ")))
                .allMatch(line -> line.matches("FROM \\$\\{\\w+_IMAGE}( AS \\w+)?"));
        assertThat(instructions)
                .contains("USER 10001:10001", "EXPOSE 8080 9000", "STOPSIGNAL SIGTERM")
                .anyMatch(line -> line.startsWith("ENTRYPOINT [\""))
                .noneMatch(line -> line.startsWith("CMD"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.jvm", "Dockerfile.native", "Dockerfile.native-multistage"})
    void everyImageSaysWhatItIs(String name) throws IOException {
        String labels = String.join("\n", instructions(FOLDER.resolve(name)));

        assertThat(labels)
                .contains(label("title", Project.says("name")))
                .contains(label("description", Project.says("description")))
                .contains(label("licenses", Project.says("licenses/license/name")))
                .contains(label("version", "${VERSION}"))
                .contains(label("revision", "${REVISION}"))
                .contains(label("source", "${SOURCE}"));
    }

    private static String label(String key, String value) {
        return "org.opencontainers.image.%s=\"%s\"".formatted(key, value);
    }

    /** One a line: continued lines are joined, comments left out. */
    private static List<String> instructions(Path dockerfile) {
        try {
            String joined = Pattern.compile("\\\\\\R\\s*")
                    .matcher(Files.readString(dockerfile))
                    .replaceAll("");
            return joined.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
