package org.studentmanagement.schema.author;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.ResourceAccessor;
import org.apache.commons.io.FileUtils;
import org.studentmanagement.schema.lint.ChangelogLint;
import org.studentmanagement.schema.lint.ChangelogLint.Fault;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.run.ScratchMigration;
import org.studentmanagement.terminal.Refused;

/** The changelog as it lies in a checkout, where revisions are added to it. */
public record Checkout(Path root) {
    private static final Pattern INCLUDED = Pattern.compile("db/changes/\\d{4}/(\\d{8})_(\\w+)\\.yaml");

    /** @throws Refused if there is no changelog in the folder */
    public static Checkout in(Path root) {
        Checkout checkout = new Checkout(root);
        if (!Files.isRegularFile(checkout.changelog())) {
            throw Refused.usage(
                    "There is no src/main/resources/db/changelog.yaml in %s:"
                            + " run this in a checkout, or name one with --directory.",
                    root.toAbsolutePath().normalize());
        }
        return checkout;
    }

    private Path folder() {
        return root.resolve(Path.of("src", "main", "resources"));
    }

    ScratchMigration scratch() throws IOException {
        return new ScratchMigration(Changelog.PATH, resources());
    }

    public Set<String> ids() throws IOException {
        return included().map(file -> file.group(2)).collect(Collectors.toSet());
    }

    /**
     * Adds the changesets at the end: a file and a line in the changelog each. They are dated today or, where the last one is
     * of a later day, of that.
     *
     * @throws Refused if there is such a file already; then nothing is written
     */
    public List<Path> add(List<Changeset> changesets, Message why, LocalDate today) throws IOException {
        String day = included()
                .map(file -> file.group(1))
                .reduce(today.format(DateTimeFormatter.BASIC_ISO_DATE), (a, b) -> a.compareTo(b) > 0 ? a : b);
        List<Path> files = new ArrayList<>();
        StringBuilder includes = new StringBuilder();
        for (Changeset changeset : changesets) {
            String name = "db/changes/%s/%s_%s.yaml".formatted(day.substring(0, 4), day, changeset.id());
            files.add(path(name));
            includes.append(include(name));
            requireNew(changeset.id(), path(name));
        }
        for (int i = 0; i < files.size(); i++) {
            Files.createDirectories(files.get(i).getParent());
            Files.writeString(files.get(i), changesets.get(i).yaml(why.sentence()), StandardOpenOption.CREATE_NEW);
            if (!changesets.get(i).check().isEmpty()) {
                Files.writeString(check(files.get(i)), changesets.get(i).check());
            }
        }
        String before = Files.readString(changelog());
        String separator = before.endsWith("\n") ? "" : "\n";
        Files.writeString(changelog(), separator + includes, StandardOpenOption.APPEND);
        return files;
    }

    /** @throws Refused if a line is not as {@link #add} writes it; then nothing is removed */
    List<Path> remove(List<String> files) throws IOException {
        String left = Files.readString(changelog());
        for (String file : files) {
            if (!left.contains(include(file))) {
                throw new Refused("The changelog's line for %s was changed: remove both by hand.".formatted(file));
            }
            left = left.replace(include(file), "");
        }
        Files.writeString(changelog(), left);
        List<Path> removed = files.stream().map(this::path).toList();
        for (Path file : removed) {
            Files.delete(file);
            Files.deleteIfExists(check(file));
        }
        return removed;
    }

    private static String include(String file) {
        return "  - include: {file: %s}\n".formatted(file);
    }

    Path path(String file) {
        return folder().resolve(file);
    }

    private static Path check(Path file) {
        return file.resolveSibling(file.getFileName().toString().replace(".yaml", ".check.sql"));
    }

    Checkout copy(Path target) throws IOException {
        Checkout copy = new Checkout(target);
        FileUtils.copyDirectory(
                folder().resolve("db").toFile(), copy.folder().resolve("db").toFile());
        return copy;
    }

    List<Fault> faults(List<Path> files) throws SQLException, IOException {
        Set<String> names = files.stream()
                .map(file -> folder().relativize(file).toString().replace(File.separatorChar, '/'))
                .collect(Collectors.toSet());
        return new ChangelogLint(resources(), Changelog.PATH).faults(names);
    }

    private void requireNew(String id, Path file) throws IOException {
        if (ids().contains(id) || Files.exists(file)) {
            throw Refused.usage("There is a revision %s already: say something else with -m.", id);
        }
    }

    List<String> files() throws IOException {
        return Changelog.files(Changelog.PATH, resources());
    }

    private Stream<MatchResult> included() throws IOException {
        return files().stream().flatMap(file -> INCLUDED.matcher(file).results());
    }

    public ResourceAccessor resources() throws IOException {
        return new DirectoryResourceAccessor(folder());
    }

    Path changelog() {
        return path(Changelog.PATH);
    }
}
