package org.studentmanagement.schema.backup;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.studentmanagement.schema.run.MigrationConfig;
import org.studentmanagement.terminal.Refused;

/**
 * A program of PostgreSQL's own, as it is installed here.
 *
 * @param version as in {@code 15.18}
 */
public record PostgresProgram(Path path, String version) {
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d\\S*)");
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

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

    /** The first number of a version. */
    static int major(String version) {
        return Integer.parseInt(version.replaceFirst("\\D.*$", ""));
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
