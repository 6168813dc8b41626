package org.studentmanagement.schema.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import liquibase.changelog.ChangeSet;
import liquibase.resource.DirectoryResourceAccessor;
import org.studentmanagement.schema.run.Changes;
import org.studentmanagement.schema.run.Script;
import org.studentmanagement.testsupport.PostgresServer;

/** A changelog in a folder: the tables of lint/base.yaml, and after them the changesets of a test. */
final class ExampleChangelog {
    private static final Path EXAMPLES = Path.of("src/test/resources/lint");
    private static final String PATH = "changelog.yaml";

    private final Path folder;
    private final List<String> files = new ArrayList<>();

    ExampleChangelog(Path folder) throws IOException {
        this.folder = folder;
        add("base", Files.readString(EXAMPLES.resolve("base.yaml")));
    }

    static Set<String> examples() throws IOException {
        try (var files = Files.list(EXAMPLES)) {
            Set<String> names = new TreeSet<>(
                    files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                            .toList());
            names.remove("base");
            return names;
        }
    }

    static String example(String name) throws IOException {
        return Files.readString(EXAMPLES.resolve(name + ".yaml"));
    }

    /** A changeset of one piece of SQL that is right in everything else. */
    static String changeset(String id, String sql, boolean transactional) {
        return """
                # Made for a test.
                databaseChangeLog:
                  - changeSet:
                      id: %s
                      author: test
                      runInTransaction: %s
                      comment: Made for a test
                      preConditions:
                        - onFail: HALT
                        - onFailMessage: "students is missing."
                        - tableExists:
                            tableName: students
                      changes:
                        - sql:
                            splitStatements: %s
                            sql: |
                %s
                      rollback:
                        # Nothing comes back.
                        - empty: {}
                """.formatted(
                id, transactional, !sql.contains("$"), sql.strip().indent(14).stripTrailing());
    }

    ExampleChangelog add(String name, String yaml) throws IOException {
        Files.writeString(folder.resolve(name + ".yaml"), yaml);
        files.add(name + ".yaml");
        StringBuilder includes = new StringBuilder("databaseChangeLog:\n");
        files.forEach(file ->
                includes.append("  - include:\n      file: ").append(file).append('\n'));
        Files.writeString(folder.resolve(PATH), includes);
        return this;
    }

    /** What is found in the changesets after the base, with what only the rows of a database would tell. */
    List<LintFinding> judge() throws Exception {
        var resources = new DirectoryResourceAccessor(folder);
        return Linter.judge(
                ParsedChangeset.all(Changes.parse(PATH, resources), resources),
                Set.copyOf(files.subList(1, files.size())));
    }

    /** Runs the SQL of all changesets in an empty database. */
    void run() throws Exception {
        Changes changes = Changes.parse(PATH, new DirectoryResourceAccessor(folder));
        try (Connection connection = PostgresServer.connect(PostgresServer.scratch())) {
            for (ChangeSet changeSet : changes.all()) {
                connection.setAutoCommit(!changeSet.isRunInTransaction());
                run(connection, new Script(changes).statements(changeSet.getChanges()));
                connection.setAutoCommit(true);
            }
        }
    }

    private static void run(Connection connection, List<String> statements) throws SQLException {
        for (String sql : statements) {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }
}
