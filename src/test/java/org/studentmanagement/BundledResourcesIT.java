package org.studentmanagement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.studentmanagement.testsupport.PackagedService;

/** A jar carries whatever lies among the resources, a native executable what it was told to. */
@EnabledIf("org.studentmanagement.testsupport.PackagedService#isNative")
class BundledResourcesIT {
    private static final Path RESOURCES = Path.of("src", "main", "resources");

    @Test
    void theExecutableCarriesEveryFileOfTheChangelogOfTheDemoDataAndOfTheTemplates() throws IOException {
        // one character a byte, so that bytes can be looked for
        String executable = Files.readString(PackagedService.PROGRAM, ISO_8859_1);

        assertThat(files())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(executable.contains(Files.readString(file, ISO_8859_1)))
                        .as(
                                "%s is in the executable, for which quarkus.native.resources.includes names its folder",
                                file)
                        .isTrue());
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("db", "demo", "schema")) {
            try (Stream<Path> all = Files.walk(RESOURCES.resolve(folder))) {
                all.filter(Files::isRegularFile)
                        .filter(file -> !file.endsWith("README.md"))
                        .forEach(files::add);
            }
        }
        return files;
    }
}
