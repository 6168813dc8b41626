package org.studentmanagement.schema.lint;

import static org.studentmanagement.schema.lint.Rule.Category.FORM;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What every changeset has. */
final class FormRules {
    /** The rule about the comments that suppress others. */
    static final Rule SUPPRESSION = Rule.error(
            "silence-without-use",
            FORM,
            "A comment that silences nothing, or says no reason, hides what comes later.",
            context -> Stream.empty());

    private static final String HALTING = """
            preConditions:
              - onFail: HALT
              - onFailMessage: "What is the matter, and how to put it right."
              - sqlCheck:
                  expectedResult: 1
                  sql: SELECT 1
            """;

    static final List<Rule> ALL = List.of(
            Rule.error(
                    "rollback-missing",
                    FORM,
                    "Without a rollback nobody can go back.",
                    lacking(ParsedChangeset::rollback, """
                            rollback:
                              # What this does not bring back.
                              - empty: {}
                            """)),
            Rule.error(
                    "comment-missing",
                    FORM,
                    "The comment is what history, show and the table of changes tell.",
                    lacking(changeset -> !changeset.comment().isBlank(), "comment: what it does")),
            Rule.error(
                    "precondition-missing",
                    FORM,
                    "On a schema that is not as it should be, PostgreSQL's own words are all that an operator gets.",
                    lacking(ParsedChangeset::preconditions, HALTING)),
            Rule.error(
                    "precondition-marks-ran",
                    FORM,
                    "What was never done counts as run, and the rollback would undo it.",
                    lacking(changeset -> !changeset.markedAsRun(), HALTING)),
            SUPPRESSION);

    private FormRules() {}

    private static Rule.Check lacking(Predicate<ParsedChangeset> has, String yaml) {
        return context -> context.place() == 0 && !has.test(context.changeset())
                ? Rule.violation(null, Suggestion.yaml(yaml))
                : Stream.empty();
    }
}
