package org.studentmanagement.oneroster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.studentmanagement.Sheets;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.Program;
import org.studentmanagement.testsupport.Program.Outcome;
import org.studentmanagement.testsupport.Settings;
import org.studentmanagement.transfer.ExportCommand;
import org.studentmanagement.transfer.ImportCommand;

/**
 * {@code export --oneroster} and {@code import --oneroster}, of and into databases that are named.
 *
 * @param folder for the archive
 */
record RosterCommands(Path folder, Settings settings) {
    byte[] export(String from, String... options) throws IOException {
        Path zip = folder.resolve("exported.zip");
        Outcome outcome = run(from, "export", zip, options);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return Files.readAllBytes(zip);
    }

    Outcome load(String into, byte[] zip, String... options) throws IOException {
        Path file = folder.resolve("school.zip");
        Files.write(file, zip);
        return run(into, "import", file, options);
    }

    void refuses(String into, byte[] zip, String refusal) throws IOException {
        Outcome outcome = load(into, zip);
        assertThat(outcome.err() + outcome.out()).contains(refusal);
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.REFUSED);
    }

    private Outcome run(String database, String command, Path zip, String... options) {
        settings.set(Map.of("quarkus.datasource.jdbc.url", PostgresServer.url(database)));
        String[] arguments = Stream.concat(Stream.of("--oneroster", zip.toString()), Arrays.stream(options))
                .toArray(String[]::new);
        return Program.run(
                command.equals("export")
                        ? ExportCommand.commandLine(Sheets.ALL, Sheets.ARCHIVE)
                        : ImportCommand.commandLine(Sheets.ALL, Sheets.ARCHIVE),
                arguments);
    }
}
