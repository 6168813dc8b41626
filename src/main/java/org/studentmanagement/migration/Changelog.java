package org.studentmanagement.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The changelog that is bundled with the service, read without Liquibase, which takes half a second to start. */
public final class Changelog {
    /** The one of the service, on the class path. Tests have others. */
    public static final String PATH = "db/changelog.yaml";

    private Changelog() {}

    /** The files of the bundled changesets, oldest first, as Liquibase records them in the database: one changeset each. */
    public static List<String> files() {
        return files(PATH);
    }

    /**
     * The same of another changelog on the class path.
     *
     * @throws MigrationRefused if it, or a file that it includes, is missing
     */
    public static List<String> files(String path) {
        try (InputStream yaml = resource(path)) {
            if (yaml == null) {
                throw new MigrationRefused("The changelog " + path + " is missing from this build.");
            }
            Map<String, List<Map<String, Map<String, String>>>> changelog =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            List<String> files = changelog.get("databaseChangeLog").stream()
                    .map(entry -> entry.get("include").get("file"))
                    .toList();
            files.forEach(file -> require(path, file));
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The id of the changeset in a file, which is named by the day and the id. */
    static String slug(String file) {
        return file.replaceFirst("^.*/\\d{8}_", "").replaceFirst("\\.yaml$", "");
    }

    /** What lies beside a changeset under another ending, with no semicolon at its end; null where nothing does. */
    public static String beside(String file, String ending) {
        try (InputStream text = resource(file.replaceFirst("\\.yaml$", ending))) {
            return text == null
                    ? null
                    : new String(text.readAllBytes(), StandardCharsets.UTF_8)
                            .strip()
                            .replaceFirst(";$", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(String changelog, String file) {
        if (Changelog.class.getResource("/" + file) == null) {
            throw new MigrationRefused(
                    "%s includes %s, which is missing: add the file, or correct the line.".formatted(changelog, file));
        }
    }

    private static InputStream resource(String path) {
        return Changelog.class.getResourceAsStream("/" + path);
    }
}
