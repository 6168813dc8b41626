package org.studentmanagement.migration.proof.rehearsal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.migration.ExitCode;
import org.studentmanagement.migration.MigrationRefused;

/** pg_dump or pg_restore, run on a database. The password goes by the environment, where other users do not see it. */
final class ClientProgram {
    private ClientProgram() {}

    /**
     * Runs it to its end.
     *
     * @throws MigrationRefused if it is not there, or with the last thing that it said
     */
    static void run(String program, Datasource database, List<String> arguments) {
        Properties parts = Driver.parseURL(database.url(), new Properties());
        List<String> command = new ArrayList<>(List.of(program, "--no-password"));
        command.add("--host=" + PGProperty.PG_HOST.getOrDefault(parts));
        command.add("--port=" + PGProperty.PG_PORT.getOrDefault(parts));
        command.add("--dbname=" + PGProperty.PG_DBNAME.getOrDefault(parts));
        database.username().or(() -> text(PGProperty.USER, parts)).ifPresent(user -> command.add("--username=" + user));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        database.password()
                .or(() -> text(PGProperty.PASSWORD, parts))
                .ifPresent(password -> builder.environment().put("PGPASSWORD", password));
        try {
            run(program, builder.start());
        } catch (IOException e) {
            throw new MigrationRefused(
                    ExitCode.FAILED,
                    "%s is not to be found: install PostgreSQL's client programs, or put their directory on the PATH."
                            .formatted(program));
        }
    }

    private static void run(String program, Process process) throws IOException {
        Thread onInterruption = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(onInterruption);
        try (Stream<String> said = process.inputReader().lines()) {
            String last = said.reduce("", (earlier, later) -> later);
            if (process.waitFor() != 0) {
                throw new MigrationRefused(ExitCode.FAILED, "The copy cannot be made: " + last);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationRefused(ExitCode.FAILED, "Interrupted while copying.");
        } finally {
            process.destroy();
            Runtime.getRuntime().removeShutdownHook(onInterruption);
        }
    }

    private static Optional<String> text(PGProperty property, Properties parts) {
        return Optional.ofNullable(property.getOrDefault(parts));
    }
}
