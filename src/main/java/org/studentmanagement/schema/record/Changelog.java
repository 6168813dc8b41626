package org.studentmanagement.schema.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import liquibase.resource.Resource;
import liquibase.resource.ResourceAccessor;
import org.studentmanagement.terminal.Refused;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The changelog, read without Liquibase, which takes half a second to start, and reads on where something is wrong: what it
 * does not know it leaves out. Here a fault is refused in one sentence, with its file and line.
 */
public final class Changelog {
    /** The one of the service, on the class path. Tests have others. */
    public static final String PATH = "db/changelog.yaml";

    /** Where the files are that a changelog names. */
    interface Source {
        InputStream open(String file) throws IOException;
    }

    /** The service's own stays as it is while the program runs, and each command asks for it several times. */
    private static final Map<String, List<String>> BUNDLED = new ConcurrentHashMap<>();

    private static final Map<String, Optional<String>> BESIDE = new ConcurrentHashMap<>();

    private final Source source;
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Map<String, String> filesById = new HashMap<>();

    private Changelog(Source source) {
        this.source = source;
    }

    /** The files of the bundled changesets, oldest first, as Liquibase records them in the database: one changeset each. */
    public static List<String> files() {
        return files(PATH);
    }

    /**
     * The same of another changelog on the class path.
     *
     * @throws Refused if it, or a file that it includes, is missing or faulty
     */
    public static List<String> files(String path) {
        return path.equals(PATH)
                ? BUNDLED.computeIfAbsent(path, changelog -> files(changelog, Changelog::bundled))
                : files(path, Changelog::bundled);
    }

    public static List<String> files(String path, ResourceAccessor resources) {
        return files(path, file -> {
            Resource resource = resources.get(file);
            return resource.exists() ? resource.openInputStream() : null;
        });
    }

    /**
     * The same, as the bundled changelog names them. What is in the files is not looked at, which the server, that starts without
     * it, leaves to the commands and to the tests of the build.
     */
    static List<String> named() {
        ChangelogYaml yaml = read(Changelog::bundled, PATH);
        return yaml.entries().stream().map(entry -> file(yaml, entry)).toList();
    }

    private static List<String> files(String path, Source source) {
        ChangelogYaml yaml = read(source, path);
        Changelog changelog = new Changelog(source);
        yaml.entries().forEach(entry -> changelog.include(yaml, entry));
        return List.copyOf(changelog.lines.keySet());
    }

    private static ChangelogYaml read(Source source, String path) {
        return ChangelogYaml.read(source, path)
                .orElseThrow(() -> Refused.usage("The changelog %s is missing from this build.", path));
    }

    /** The id of the changeset in a file, which is named by the day and the id. */
    public static String slug(String file) {
        return file.replaceFirst("^.*/\\d{8}_", "").replaceFirst("\\.yaml$", "");
    }

    /** What lies beside a changeset under another ending, with no semicolon at its end; null where nothing does. */
    public static String beside(String file, String ending) {
        return BESIDE.computeIfAbsent(file.replaceFirst("\\.yaml$", ending), Changelog::statement)
                .orElse(null);
    }

    private static Optional<String> statement(String file) {
        try (InputStream text = bundled(file)) {
            return text == null
                    ? Optional.empty()
                    : Optional.of(new String(text.readAllBytes(), StandardCharsets.UTF_8)
                            .strip()
                            .replaceFirst(";$", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream bundled(String file) {
        return Changelog.class.getResourceAsStream("/" + file);
    }

    private static String file(ChangelogYaml yaml, Node entry) {
        Node include = yaml.mapping(entry, Set.of("include")).getOrDefault("include", entry);
        String file = include == entry
                ? ""
                : yaml.text(yaml.mapping(include, Set.of("file")).get("file"));
        if (file.isEmpty()) {
            throw yaml.fault(entry, "the file to include is missing: write - include: {file: db/changes/…}");
        }
        return file;
    }

    private void include(ChangelogYaml yaml, Node entry) {
        String file = file(yaml, entry);
        Integer before = lines.putIfAbsent(file, ChangelogYaml.line(entry));
        if (before != null) {
            throw yaml.fault(entry, "%s is included in line %d already: remove this line.".formatted(file, before));
        }
        ChangesetForm changeset = ChangesetForm.of(ChangelogYaml.read(source, file)
                .orElseThrow(
                        () -> yaml.fault(entry, "%s is missing: add the file, or correct this line.".formatted(file))));
        String other = filesById.putIfAbsent(changeset.id(), file);
        if (other != null) {
            throw changeset.fault(
                    "the id %s is that of %s as well: write another one.".formatted(changeset.id(), other));
        }
    }
}
