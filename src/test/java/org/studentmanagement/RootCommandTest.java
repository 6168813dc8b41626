package org.studentmanagement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is typed behind the program's name, where it names no command that runs. */
class RootCommandTest {
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
