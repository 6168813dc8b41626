package org.studentmanagement.schema.backup;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.run.MigrationConfig;
import org.studentmanagement.terminal.Refused;

/** A program of PostgreSQL's own, as it is installed here. */
public record PostgresProgram(Path path, String version) {
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d\\S*)");
    private static final String ERROR = " error: ";
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    /** By which PostgreSQL knows its sessions. */
    static final String APPLICATION = "student-management db, copying";

    /** What would lead it to another database than the configured one. */
    private static final Set<String> ELSEWHERE = Set.of(
            "PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER", "PGSERVICE", "PGOPTIONS", "PGTARGETSESSIONATTRS");

    /**
     * Finds one that is at least of a major version: in the folder of {@code migration.postgresql-bin}, or else on the PATH,
     * or where Debian and Ubuntu keep those of several versions.
     *
     * @throws Refused if there is none
     */
    public static PostgresProgram find(String name, int major) {
        Optional<Path> configured = MigrationConfig.configured().postgresqlBin();
        List<PostgresProgram> tooOld = new ArrayList<>();
        for (Path folder : configured.map(List::of).orElseGet(PostgresProgram::folders)) {
            PostgresProgram found = at(folder.resolve(name));
            if (found != null && major(found.version) >= major) {
                return found;
            }
            if (found != null) {
                tooOld.add(found);
            }
        }
        String missing = tooOld.isEmpty()
                ? "there is no %s %s"
                        .formatted(name, configured.map(bin -> "in " + bin).orElse("on the PATH"))
                : "%s is of %s".formatted(tooOld.get(0).path, tooOld.get(0).version);
        throw new Refused(("%s of PostgreSQL %d or newer is needed, but %s: install it (on Debian and Ubuntu"
                        + " it is in the package postgresql-client-%2$d), or name its folder by MIGRATION_POSTGRESQL_BIN.")
                .formatted(name, major, missing));
    }

    static int major(String version) {
        return Integer.parseInt(version.replaceFirst("\\D.*$", ""));
    }

    /**
     * Runs it on a database to its end, and returns why it failed, in its own words; nothing if it did not. Whoever looks at
     * the processes of the machine sees no password. If this process is interrupted, so is the program, and soon after this
     * process is killed, because it talks all the while.
     */
    Optional<String> run(Datasource datasource, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(path.toString(), "--no-password", "--verbose"));
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
                Optional<String> error = firstError(process);
                return process.waitFor() == 0
                        ? Optional.empty()
                        : error.or(() -> Optional.of("it ended with exit code " + process.exitValue()));
            } finally {
                process.destroy();
                Runtime.getRuntime().removeShutdownHook(interrupted);
            }
        } catch (IOException e) {
            return Optional.of("it cannot be run");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refused.failed("Interrupted while copying.");
        }
    }

    private static Optional<String> firstError(Process process) throws IOException {
        Optional<String> first = Optional.empty();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int error = line.indexOf(ERROR);
                if (first.isEmpty() && error >= 0) {
                    first = Optional.of(line.substring(error + ERROR.length()));
                }
            }
        }
        return first;
    }

    private static List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        for (String folder : String.valueOf(System.getenv("PATH")).split(File.pathSeparator)) {
            folders.add(Path.of(folder));
        }
        try (Stream<Path> majors = Files.list(DEBIAN)) {
            majors.map(folder -> folder.resolve("bin")).sorted().forEach(folders::add);
        } catch (IOException notDebian) {
            return folders;
        }
        return folders;
    }

    private static PostgresProgram at(Path path) {
        if (!Files.isExecutable(path) || Files.isDirectory(path)) {
            return null;
        }
        try {
            Process process = new ProcessBuilder(path.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            Matcher version =
                    VERSION.matcher(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            return version.find() ? new PostgresProgram(path, version.group(1)) : null;
        } catch (IOException noProgram) {
            return null;
        }
    }
}
