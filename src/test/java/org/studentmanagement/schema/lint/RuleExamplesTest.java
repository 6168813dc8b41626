package org.studentmanagement.schema.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.testsupport.BesideTheService;

/** A bad changeset a rule, in src/test/resources/lint, and what lint advises to write instead. */
@BesideTheService
class RuleExamplesTest {
    @TempDir
    private Path folder;

    static Stream<String> rules() {
        return Rule.all().map(Rule::id);
    }

    @Test
    void everyRuleHasOneBadExample() throws Exception {
        assertThat(ExampleChangelog.examples()).containsExactlyInAnyOrderElementsOf(rules().toList());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theBadExampleBreaksItsRuleAndNoOther(String rule) throws Exception {
        assertThat(findings(rule, new ExampleChangelog(folder).add("bad", ExampleChangelog.example(rule))))
                .extracting(LintFinding::rule)
                .containsExactly(rule);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theSafeFormBreaksNoRuleAndRunsOnPostgresql(String rule) throws Exception {
        String bad = ExampleChangelog.example(rule);
        ExampleChangelog withBad = new ExampleChangelog(folder).add("bad", bad);
        List<String> advice = findings(rule, withBad).get(0).safe();

        ExampleChangelog safe = safe(bad, advice);

        assertThat(findings(rule, safe)).isEmpty();
        safe.run();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "concurrent-index-in-transaction",
                "refused-in-transaction",
                "enum-value-used-at-once",
                "not-null-without-default"
            })
    void whatIsSaidToFailFails(String rule) throws Exception {
        String bad = ExampleChangelog.example(rule).replace("tableName: courses", "tableName: students");
        ExampleChangelog changelog = new ExampleChangelog(folder).add("bad", bad);

        assertThatThrownBy(changelog::run).isInstanceOf(SQLException.class);
    }

    /** Without a database lint does not ask how many rows change; here everything but the rule that asks is judged so. */
    private static List<LintFinding> findings(String rule, ExampleChangelog changelog) throws Exception {
        List<LintFinding> findings = changelog.judge();
        return rule.equals(Rule.UNBATCHED) ? findings : ChangelogLint.withoutDatabase(findings);
    }

    /** The changesets that the advice, as it is printed, makes of the bad one. */
    private ExampleChangelog safe(String bad, List<String> advice) throws Exception {
        ExampleChangelog changelog = new ExampleChangelog(folder);
        if (advice.isEmpty()) {
            return changelog.add("bad", bad.replaceAll("(?m)^# lint: .*\n", ""));
        }
        String first = advice.get(0);
        if (first.startsWith("# lint: ")) {
            return changelog.add("bad", bad.replaceFirst("\n", "\n" + first + "\n"));
        }
        if (first.matches("(rollback|comment|preConditions):.*")) {
            String key = first.substring(0, first.indexOf(':'));
            String without = bad.replaceAll("(?m)^ {6}" + key + ":.*\n( {7,}.*\n)*", "");
            return changelog.add("bad", without + String.join("\n", advice).indent(6));
        }
        List<List<String>> steps = new ArrayList<>();
        boolean begins = true;
        for (String line : advice) {
            if (begins || line.startsWith("-- changeset ")) {
                steps.add(new ArrayList<>());
            }
            begins = false;
            steps.get(steps.size() - 1).add(line);
        }
        for (int i = 0; i < steps.size(); i++) {
            String sql = String.join("\n", steps.get(i));
            changelog.add(
                    "safe" + i,
                    ExampleChangelog.changeset(
                            "safe" + i, sql, !sql.lines().findFirst().orElse("").contains("false")));
        }
        return changelog;
    }
}
