package org.studentmanagement.schema.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.change.core.SQLFileChange;
import liquibase.changelog.ChangeSet;
import liquibase.precondition.core.PreconditionContainer.FailOption;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.run.Changes;

/** The rules of db/README.md: those of lint, and what is only a custom here. Each test names the files that break its rule. */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class ChangesetRules {
    private static final Pattern FILE = Pattern.compile("db/changes/(\\d{4})/(\\d{4})\\d{4}_([a-z][a-z0-9_]*)\\.yaml");

    private Path folder;
    private ChangelogLint lint;
    private List<ParsedChangeset> changesets;
    private Map<String, ChangeSet> parsed;

    /** The folder to which the paths in the changelog are relative. */
    protected abstract Path resources() throws Exception;

    /** The rules of lint that only people can keep, by a reason that they give. */
    protected Set<String> leftToPeople() {
        return Set.of();
    }

    @BeforeAll
    void parse() throws Exception {
        folder = resources();
        var resources = new DirectoryResourceAccessor(folder);
        lint = new ChangelogLint(resources, Changelog.PATH);
        changesets = ParsedChangeset.all(Changes.parse(Changelog.PATH, resources), resources);
        parsed = Changes.parse(Changelog.PATH, resources).all().stream()
                .collect(Collectors.toMap(ChangeSet::getFilePath, changeset -> changeset));
    }

    @Test
    void lintFindsNothingInWhatRuns() {
        assertThat(lint.each(Set.copyOf(lint.files())).findings().stream()
                        .filter(finding ->
                                !finding.rollback() && !leftToPeople().contains(finding.rule())))
                .isEmpty();
    }

    @Test
    void everyFileIsIncludedOnceByOneLineWhichGitCanMergeWithAnother() throws IOException {
        List<String> listed = Pattern.compile("(?m)^  - include: \\{file: (\\S+)\\}$")
                .matcher(Files.readString(folder.resolve(Changelog.PATH)))
                .results()
                .map(line -> line.group(1))
                .toList();
        assertThat(lint.files()).containsExactlyElementsOf(listed);
        assertThat(listed).containsExactlyInAnyOrderElementsOf(files(".*(?<!\\.sql)"));
    }

    @Test
    void whatChangesRowsHasACheckBesideIt() throws IOException {
        assertThat(files(".*\\.check\\.sql"))
                .containsExactlyInAnyOrderElementsOf(beside(".check.sql", ChangesetRules::changesRows));
    }

    @Test
    void aLockIsTakenInTheTransactionOfTheChangesetBesideIt() throws IOException {
        assertThat(beside(".lock.sql", ParsedChangeset::transactional)).containsAll(files(".*\\.lock\\.sql"));
    }

    @Test
    void aFileIsNamedAfterItsDateAndItsChangesetAndLiesInTheFolderOfItsYear() {
        assertThat(offenders(changeset -> {
                    Matcher file = FILE.matcher(changeset.file());
                    return file.matches()
                            && file.group(1).equals(file.group(2))
                            && file.group(3).equals(changeset.id());
                }))
                .isEmpty();
    }

    @Test
    void theFirstLineIsASentenceThatSaysWhy() {
        assertThat(offenders(changeset -> changeset.lines().get(0).matches("# \\p{Lu}.*[^ ]\\.")))
                .isEmpty();
    }

    @Test
    void preconditionsHaltWithASentence() {
        assertThat(offenders(changeset -> {
                    var preconditions = parsed.get(changeset.file()).getPreconditions();
                    return preconditions.getOnFail() == FailOption.HALT
                            && String.valueOf(preconditions.getOnFailMessage()).matches("(?s).+\\.")
                            && text(changeset).contains("- onFail: HALT");
                }))
                .isEmpty();
    }

    @Test
    void thereIsExactlyOneChange() {
        assertThat(offenders(
                        changeset -> parsed.get(changeset.file()).getChanges().size() == 1))
                .isEmpty();
    }

    @Test
    void nothingRunsTwiceOrElsewhereOrOnlySometimes() {
        assertThat(offenders(changeset -> {
                    ChangeSet written = parsed.get(changeset.file());
                    return !written.isAlwaysRun()
                            && !written.isRunOnChange()
                            && !written.isIgnore()
                            && written.getFailOnError() == null
                            && written.getValidCheckSums().isEmpty()
                            && written.getContextFilter().isEmpty()
                            && written.getLabels().isEmpty()
                            && written.getDbmsSet() == null
                            && written.getLogicalFilePath() == null;
                }))
                .isEmpty();
    }

    @Test
    void theRollbackIsInlineSinceANativeExecutableHasNoOtherFiles() {
        assertThat(offenders(changeset -> parsed.get(changeset.file()).getRollback().getChanges().stream()
                        .noneMatch(SQLFileChange.class::isInstance)))
                .isEmpty();
    }

    @Test
    void aRollbackThatLosesRowsOrValuesSaysSo() {
        assertThat(offenders(changeset -> changeset.down().stream()
                                .map(Statement::operation)
                                .noneMatch(undo -> undo instanceof Operation.DropColumn
                                        || undo instanceof Operation.Drop && undo.table() != null
                                        || undo instanceof Operation.ChangeRows rows
                                                && Set.of("DELETE", "TRUNCATE").contains(rows.verb()))
                        || text(changeset).matches("(?s).*\n      rollback:\n        # .*")))
                .isEmpty();
    }

    @Test
    void onlyWhatCannotRunInATransactionRunsOutsideOfOne() {
        assertThat(offenders(changeset -> changeset.transactional()
                        || changeset.up().stream()
                                .anyMatch(
                                        statement -> statement.sql().matches("(?is).*\\b(CONCURRENTLY|COMMIT)\\b.*"))))
                .isEmpty();
    }

    @Test
    void whatWasAddedWithoutReadingTheRowsIsValidatedByALaterChangeset() {
        List<String> added = new ArrayList<>();
        changesets.stream()
                .flatMap(changeset -> changeset.up().stream())
                .map(Statement::operation)
                .forEach(operation -> {
                    operation.constraints().stream()
                            .filter(constraint -> !constraint.valid())
                            .forEach(constraint -> added.add(operation.table() + "." + constraint.name()));
                    if (operation instanceof Operation.ValidateConstraint validated) {
                        added.remove(validated.table() + "." + validated.constraint());
                    }
                });
        assertThat(added).isEmpty();
    }

    private static boolean changesRows(ParsedChangeset changeset) {
        return changeset.up().stream()
                .anyMatch(statement -> statement.operation() instanceof Operation.ChangeRows rows
                        && !rows.verb().equals("TRUNCATE"));
    }

    private List<String> beside(String ending, Predicate<ParsedChangeset> which) {
        return changesets.stream()
                .filter(which)
                .map(changeset -> changeset.file().replaceFirst("\\.yaml$", ending))
                .toList();
    }

    private List<String> files(String pattern) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("db/changes"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.matches(pattern))
                    .toList();
        }
    }

    private List<String> offenders(Predicate<ParsedChangeset> rule) {
        return changesets.stream()
                .filter(rule.negate())
                .map(ParsedChangeset::file)
                .toList();
    }

    private static String text(ParsedChangeset changeset) {
        return String.join("\n", changeset.lines());
    }
}
