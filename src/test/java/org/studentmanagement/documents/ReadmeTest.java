package org.studentmanagement.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final int LINES = 200;

    @Test
    void itIsReadInOneSitting() throws Exception {
        assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThan(LINES);
    }
}
