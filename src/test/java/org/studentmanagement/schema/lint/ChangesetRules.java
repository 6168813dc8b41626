package org.studentmanagement.schema.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.change.Change;
import liquibase.change.core.AbstractModifyDataChange;
import liquibase.change.core.AddForeignKeyConstraintChange;
import liquibase.change.core.AddNotNullConstraintChange;
import liquibase.change.core.AddPrimaryKeyChange;
import liquibase.change.core.AddUniqueConstraintChange;
import liquibase.change.core.CreateIndexChange;
import liquibase.change.core.DropColumnChange;
import liquibase.change.core.DropTableChange;
import liquibase.change.core.InsertDataChange;
import liquibase.change.core.LoadDataChange;
import liquibase.change.core.RawSQLChange;
import liquibase.change.core.SQLFileChange;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.precondition.core.PreconditionContainer.FailOption;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.studentmanagement.schema.record.Changelog;

/** The rules of db/README.md. Each test names the files that break its rule. */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class ChangesetRules {
    private static final Pattern FILE = Pattern.compile("db/changes/(\\d{4})/(\\d{4})\\d{4}_([a-z][a-z0-9_]*)\\.yaml");

    private static final String CHECK = ".check.sql";

    private static final String LOCK = ".lock.sql";

    private static final Pattern CHANGES_ROWS = Pattern.compile(
            "(?i)\\b(INSERT\\s+INTO|DELETE\\s+FROM|MERGE\\s+INTO|(?<!ON )UPDATE\\s+(ONLY\\s+)?[\\w.\"]+\\s[^;]*\\bSET)\\b");

    /** The changesets by file, oldest first. */
    private final Map<String, List<ChangeSet>> changesets = new LinkedHashMap<>();

    private Path folder;

    /** The folder to which the paths in the changelog are relative. */
    protected abstract Path resources() throws Exception;

    @BeforeAll
    void parse() throws Exception {
        folder = resources();
        var resources = new DirectoryResourceAccessor(folder);
        ChangeLogParserFactory.getInstance()
                .getParser(Changelog.PATH, resources)
                .parse(Changelog.PATH, new ChangeLogParameters(), resources)
                .getChangeSets()
                .forEach(changeset -> changesets
                        .computeIfAbsent(changeset.getFilePath(), file -> new ArrayList<>())
                        .add(changeset));
    }

    @Test
    void everyFileIsIncludedExactlyOnce() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("db/changes"))) {
            assertThat(listed())
                    .containsExactlyInAnyOrderElementsOf(files.filter(Files::isRegularFile)
                            .filter(file -> !file.toString().endsWith(".sql"))
                            .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                            .toList());
        }
    }

    @Test
    void whatChangesRowsHasACheckBesideIt() throws IOException {
        Set<String> changing = all().filter(ChangesetRules::changesRows)
                .map(changeset -> changeset.getFilePath().replaceFirst("\\.yaml$", CHECK))
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(folder.resolve("db/changes"))) {
            assertThat(files.map(file -> folder.relativize(file).toString().replace('\\', '/'))
                            .filter(file -> file.endsWith(CHECK)))
                    .containsExactlyInAnyOrderElementsOf(changing);
        }
    }

    @Test
    void aLockIsTakenInTheTransactionOfTheChangesetBesideIt() throws IOException {
        Set<String> transactions = all().filter(ChangeSet::isRunInTransaction)
                .map(changeset -> changeset.getFilePath().replaceFirst("\\.yaml$", LOCK))
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(folder.resolve("db/changes"))) {
            assertThat(transactions)
                    .containsAll(
                            files.map(file -> folder.relativize(file).toString().replace('\\', '/'))
                                    .filter(file -> file.endsWith(LOCK))
                                    .toList());
        }
    }

    @Test
    void liquibaseSeesWhatTheChangelogLists() throws IOException {
        assertThat(changesets.keySet()).containsExactlyElementsOf(listed());
    }

    @Test
    void aFileHoldsOneChangeset() {
        assertThat(changesets.entrySet().stream()
                        .filter(file -> file.getValue().size() != 1)
                        .map(Map.Entry::getKey))
                .isEmpty();
    }

    @Test
    void aFileIsNamedAfterItsDateAndItsChangesetAndLiesInTheFolderOfItsYear() {
        assertThat(offenders(changeset -> {
                    Matcher file = FILE.matcher(changeset.getFilePath());
                    return file.matches()
                            && file.group(1).equals(file.group(2))
                            && file.group(3).equals(changeset.getId());
                }))
                .isEmpty();
    }

    @Test
    void idsAreUnique() {
        assertThat(all().map(ChangeSet::getId)).doesNotHaveDuplicates();
    }

    @Test
    void theFirstLineIsASentenceThatSaysWhy() {
        assertThat(offenders(changeset ->
                        text(changeset).lines().findFirst().orElse("").matches("# \\p{Lu}.*[^ ]\\.")))
                .isEmpty();
    }

    @Test
    void authorAndCommentAreGiven() {
        assertThat(offenders(changeset -> isGiven(changeset.getAuthor()) && isGiven(changeset.getComments())))
                .isEmpty();
    }

    @Test
    void preconditionsHaltWithASentenceAndNeverMarkAsRan() {
        assertThat(offenders(changeset -> {
                    var preconditions = changeset.getPreconditions();
                    return preconditions != null
                            && !preconditions.getNestedPreconditions().isEmpty()
                            && preconditions.getOnFail() == FailOption.HALT
                            && isGiven(preconditions.getOnFailMessage())
                            && preconditions.getOnFailMessage().endsWith(".")
                            && text(changeset).contains("- onFail: HALT")
                            && !text(changeset).contains("MARK_RAN");
                }))
                .isEmpty();
    }

    @Test
    void thereIsExactlyOneChange() {
        assertThat(offenders(changeset -> changeset.getChanges().size() == 1)).isEmpty();
    }

    @Test
    void nothingRunsTwiceOrElsewhereOrOnlySometimes() {
        assertThat(offenders(changeset -> !changeset.isAlwaysRun()
                        && !changeset.isRunOnChange()
                        && !changeset.isIgnore()
                        && changeset.getFailOnError() == null
                        && changeset.getValidCheckSums().isEmpty()
                        && changeset.getContextFilter().isEmpty()
                        && changeset.getLabels().isEmpty()
                        && changeset.getDbmsSet() == null))
                .isEmpty();
    }

    @Test
    void pathsAreTheRealOnes() throws IOException {
        assertThat(offenders(changeset -> changeset.getLogicalFilePath() == null))
                .isEmpty();
        assertThat(Files.readString(folder.resolve(Changelog.PATH))).doesNotContain("includeAll", "logicalFilePath");
    }

    @Test
    void theRollbackIsWrittenOutAndInline() {
        assertThat(offenders(changeset -> !changeset.getRollback().getChanges().isEmpty()
                        && changeset.getRollback().getChanges().stream().noneMatch(SQLFileChange.class::isInstance)))
                .isEmpty();
    }

    @Test
    void aRollbackThatLosesRowsOrValuesSaysSo() {
        assertThat(offenders(changeset -> changeset.getRollback().getChanges().stream()
                                .noneMatch(change -> change instanceof DropTableChange
                                        || change instanceof DropColumnChange
                                        || sql(change).matches("(?is).*\\b(DROP (TABLE|COLUMN)|DELETE|TRUNCATE)\\b.*"))
                        || text(changeset).matches("(?s).*\n      rollback:\n        # .*")))
                .isEmpty();
    }

    @Test
    void anIndexIsBuiltConcurrentlyOutsideATransactionAndAfterDroppingWhatAnInterruptedRunLeft() {
        assertThat(offenders(changeset -> {
                    String sql = onTablesOfOthers(changeset);
                    boolean builds = sql.matches("(?is).*\\bCREATE (UNIQUE )?INDEX\\b.*");
                    return !builds
                            || !changeset.isRunInTransaction()
                                    && sql.matches(
                                            "(?is).*\\bDROP INDEX CONCURRENTLY IF EXISTS (\\w+);\\s*CREATE (UNIQUE )?INDEX CONCURRENTLY \\1 ON\\b.*");
                }))
                .isEmpty();
    }

    @Test
    void noIndexIsBuiltUnderALock() {
        assertThat(offenders(changeset -> changeset.getChanges().stream()
                        .noneMatch(change -> change instanceof CreateIndexChange
                                || change instanceof AddUniqueConstraintChange
                                || change instanceof AddPrimaryKeyChange
                                || sql(change).matches("(?is).*\\bADD [^;]*\\b(UNIQUE|PRIMARY KEY) *\\(.*"))))
                .isEmpty();
    }

    @Test
    void onlyWhatCannotRunInATransactionRunsOutsideOfOne() {
        assertThat(offenders(changeset -> changeset.isRunInTransaction()
                        || sql(changeset).matches("(?is).*\\b(CONCURRENTLY|COMMIT)\\b.*")))
                .isEmpty();
    }

    @Test
    void aConstraintOnATableThatMayHoldRowsIsAddedWithoutReadingThem() {
        Pattern added = Pattern.compile("(?i)\\bADD (CONSTRAINT \\w+ )?(CHECK|FOREIGN KEY)\\b[^;]*");
        assertThat(offenders(changeset -> added.matcher(sql(changeset))
                                .results()
                                .allMatch(constraint -> constraint.group().endsWith("NOT VALID"))
                        && changeset.getChanges().stream()
                                .filter(AddForeignKeyConstraintChange.class::isInstance)
                                .map(AddForeignKeyConstraintChange.class::cast)
                                .allMatch(key -> Boolean.FALSE.equals(key.getValidate()))))
                .isEmpty();
    }

    @Test
    void whatWasAddedWithoutReadingTheRowsIsValidatedByALaterChangeset() {
        List<String> added = new ArrayList<>();
        all().forEach(changeset -> {
            names("(?i)ADD CONSTRAINT (\\w+)[^;]* NOT VALID", changeset).forEach(added::add);
            names("(?i)VALIDATE CONSTRAINT (\\w+)", changeset).forEach(added::remove);
        });
        assertThat(added).isEmpty();
    }

    @Test
    void notNullComesAfterAValidatedCheck() {
        List<String> validated = new ArrayList<>();
        assertThat(offenders(changeset -> {
                    names("(?i)VALIDATE CONSTRAINT (\\w+)", changeset).forEach(validated::add);
                    return Stream.concat(
                                    changeset.getChanges().stream()
                                            .filter(AddNotNullConstraintChange.class::isInstance)
                                            .map(AddNotNullConstraintChange.class::cast)
                                            .map(change -> change.getTableName() + "_" + change.getColumnName()),
                                    Pattern.compile("(?i)ALTER TABLE (\\w+) ALTER (?:COLUMN )?(\\w+) SET NOT NULL")
                                            .matcher(sql(changeset))
                                            .results()
                                            .map(found -> found.group(1) + "_" + found.group(2)))
                            .allMatch(column -> validated.contains(column + "_check")
                                    || validated.contains(column + "_not_null_check"));
                }))
                .isEmpty();
    }

    /** Nobody holds rows in a table that the changeset itself makes: its indexes come with it. */
    private static String onTablesOfOthers(ChangeSet changeset) {
        String sql = sql(changeset);
        for (String table : names("(?i)CREATE TABLE (\\w+)", changeset).toList()) {
            sql = sql.replaceAll("(?i)\\bCREATE (UNIQUE )?INDEX \\w+ ON %s\\b[^;]*;".formatted(table), "");
        }
        return sql;
    }

    private static boolean changesRows(ChangeSet changeset) {
        return CHANGES_ROWS.matcher(sql(changeset)).find()
                || changeset.getChanges().stream()
                        .anyMatch(change -> change instanceof InsertDataChange
                                || change instanceof AbstractModifyDataChange
                                || change instanceof LoadDataChange);
    }

    /** An entry is one line, or git could not merge two that were added at the same place. */
    private List<String> listed() throws IOException {
        return Pattern.compile("(?m)^  - include: \\{file: (\\S+)\\}$")
                .matcher(Files.readString(folder.resolve(Changelog.PATH)))
                .results()
                .map(line -> line.group(1))
                .toList();
    }

    private Stream<ChangeSet> all() {
        return changesets.values().stream().flatMap(List::stream);
    }

    private List<String> offenders(Predicate<ChangeSet> rule) {
        return all().filter(rule.negate()).map(ChangeSet::getFilePath).toList();
    }

    private String text(ChangeSet changeset) {
        try {
            return Files.readString(folder.resolve(changeset.getFilePath()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The SQL of its change, without comments. */
    private static String sql(ChangeSet changeset) {
        return changeset.getChanges().stream().map(ChangesetRules::sql).collect(Collectors.joining());
    }

    private static String sql(Change change) {
        return change instanceof RawSQLChange raw ? raw.getSql().replaceAll("--[^\n]*\n", "") : "";
    }

    private static Stream<String> names(String pattern, ChangeSet changeset) {
        return Pattern.compile(pattern).matcher(sql(changeset)).results().map(found -> found.group(1));
    }

    private static boolean isGiven(String text) {
        return text != null && !text.isBlank();
    }
}
