package org.studentmanagement.schema.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Refused;

/** Runs a program of PostgreSQL on a database to its end. Whoever looks at the processes of the machine sees no password. */
final class ProgramRun {
    /** By which PostgreSQL knows its sessions. */
    static final String APPLICATION = "student-management db, copying";

    /** What would lead it to another database than the configured one. */
    private static final Set<String> ELSEWHERE = Set.of(
            "PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER", "PGSERVICE", "PGOPTIONS", "PGTARGETSESSIONATTRS");

    private ProgramRun() {}

    /**
     * Returns why it failed, in its own words; nothing if it did not. If this process is interrupted, so is the program, and
     * soon after this process is killed, because it talks all the while.
     */
    static Optional<String> failure(PostgresProgram program, Datasource datasource, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(program.path().toString());
        command.addAll(List.of("--no-password", "--verbose"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeAll(ELSEWHERE);
        environment.putAll(datasource.environment());
        environment.put("PGAPPNAME", APPLICATION);
        environment.put("LC_ALL", "C");
        try {
            Process process = builder.start();
            Thread interrupted = new Thread(process::destroy);
            Runtime.getRuntime().addShutdownHook(interrupted);
            try {
                process.getOutputStream().close();
                String said = firstError(process);
                return process.waitFor() == 0
                        ? Optional.empty()
                        : Optional.of(said == null ? "it ended with exit code " + process.exitValue() : said);
            } finally {
                process.destroy();
                Runtime.getRuntime().removeShutdownHook(interrupted);
            }
        } catch (IOException e) {
            return Optional.of("it cannot be run");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(ExitCode.FAILED, "Interrupted while copying.");
        }
    }

    private static String firstError(Process process) throws IOException {
        String first = null;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int error = line.indexOf(" error: ");
                if (first == null && error >= 0) {
                    first = line.substring(error + " error: ".length());
                }
            }
        }
        return first;
    }
}
