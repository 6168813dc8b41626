package org.studentmanagement.migration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The changelog that is bundled with the service. */
final class Changelog {
    static final String PATH = "db/changelog.yaml";

    private Changelog() {}

    /**
     * The files of the changesets, oldest first, as Liquibase records them in the database. Each file holds one changeset,
     * so this says all that there is to run, and without starting Liquibase, which takes half a second.
     */
    static List<String> files() {
        try (InputStream yaml = Changelog.class.getResourceAsStream("/" + PATH)) {
            Map<String, List<Map<String, Map<String, String>>>> changelog =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            return changelog.get("databaseChangeLog").stream()
                    .map(entry -> entry.get("include").get("file"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
