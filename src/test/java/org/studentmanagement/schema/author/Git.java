package org.studentmanagement.schema.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Git in the folder of a test, with nothing of whoever runs it. */
final class Git {
    private Git() {}

    static void run(Path folder, String arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(Arrays.asList(arguments.split(" ")));
        ProcessBuilder git =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        git.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        git.environment()
                .putAll(Map.of(
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "HOME", folder.toString(),
                        "GIT_AUTHOR_NAME", "A developer",
                        "GIT_AUTHOR_EMAIL", "developer@school.example",
                        "GIT_COMMITTER_NAME", "A developer",
                        "GIT_COMMITTER_EMAIL", "developer@school.example"));
        Process process = git.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("git %s: %s", arguments, said).isZero();
    }
}
