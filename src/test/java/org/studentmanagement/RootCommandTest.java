package org.studentmanagement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is typed behind the program's name, where it names no command that runs. */
class RootCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "databse upgrade | db upgrade",
                "upgrade         | db upgrade",
                "upgrade head    | db upgrade",
                "dbupgrade       | db upgrade",
                "d               | db",
                "improt          | import",
                "exprot          | export",
                "imports --students students.csv | import",
                "clinet list     | client list",
                "sevre           | serve"
            })
    void aMistypedCommandIsRefusedAndTheNearestOneIsNamed(String line, String nearest) {
        assertThat(execute(line.split(" "))).isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(err.toString())
                .startsWith("Unmatched argument")
                .contains("\nDid you mean " + nearest + "?\n", "Usage: student-management ", "  client ");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db upgrad | Did you mean: ",
                "db | Missing required subcommand",
                "client create | Missing required parameter: 'NAME'",
                "import | Name a file: --students, "
            })
    void aMistakeBehindACommandIsExplainedByThatCommand(String line, String sentence) {
        assertThat(execute(line.split(" "))).isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(err.toString()).contains(sentence).doesNotContain("Usage: student-management [");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db upg               | upgrade",
                "db upgrade --y       | --yes",
                "cl                   | client",
                "client create --role \"\" | reader registrar editor bursar admin"
            })
    void aShellCompletesCommandsOptionsAndRoles(String line, String completed) throws Exception {
        assertThat(execute("completion")).isEqualTo(CommandLine.ExitCode.OK);
        Path script = Files.writeString(folder.resolve("completion"), out + """
                compopt() { :; } # bash has it while it completes only
                COMP_WORDS=(student-management %s)
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _complete_student-management
                echo "${COMPREPLY[@]}"
                """.formatted(line));

        Process bash = new ProcessBuilder("bash", script.toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
                .isEqualTo(completed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--prot=80", "-Dquarkus.http.port=80", "-x", "serve now", "serve --help"})
    void whatServingDoesNotKnowIsRefused(String line) {
        assertThat(execute(line.split(" "))).isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(err.toString()).startsWith("Un").contains("Usage: student-management ");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"--help, Usage: student-management ", "-h, Usage: student-management ", "-V, student-management "})
    void whoAsksIsAnswered(String line, String beginning) {
        assertThat(execute(line)).isEqualTo(CommandLine.ExitCode.OK);

        assertThat(out.toString()).startsWith(beginning);
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "serve"})
    void servingIsTheDefault(String line) {
        assertThat(execute(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(RootCommand.SERVE);
    }

    private int execute(String... typed) {
        return RootCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(typed);
    }
}
