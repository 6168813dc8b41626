package org.studentmanagement.schema.lint;

import static org.studentmanagement.schema.lint.RuleCategory.FORM;
import static org.studentmanagement.schema.lint.Severity.ERROR;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What every changeset has. */
final class FormRules {
    /** The rule about the comments that silence others. */
    static final Rule SILENCE = new Rule(
            "silence-without-use",
            ERROR,
            FORM,
            "A comment that silences nothing, or says no reason, hides what comes later.",
            moment -> Stream.empty());

    static final List<Rule> ALL = List.of(
            new Rule(
                    "rollback-missing",
                    ERROR,
                    FORM,
                    "Without a rollback nobody can go back.",
                    lacking(ParsedChangeset::rollback, """
                            rollback:
                              # What this does not bring back.
                              - empty: {}
                            """)),
            new Rule(
                    "comment-missing",
                    ERROR,
                    FORM,
                    "The comment is what history, show and the table of changes tell.",
                    lacking(changeset -> !changeset.comment().isBlank(), "comment: what it does")),
            new Rule(
                    "precondition-missing",
                    ERROR,
                    FORM,
                    "On a schema that is not as it should be, PostgreSQL's own words are all that an operator gets.",
                    lacking(ParsedChangeset::preconditions, """
                            preConditions:
                              - onFail: HALT
                              - onFailMessage: "What is the matter, and how to put it right."
                              - sqlCheck:
                                  expectedResult: 1
                                  sql: SELECT 1
                            """)),
            SILENCE);

    private FormRules() {}

    private static Rule.Judge lacking(Predicate<ParsedChangeset> has, String yaml) {
        return moment -> moment.place() == 0 && !has.test(moment.changeset())
                ? Rule.object(null, Suggestion.yaml(yaml))
                : Stream.empty();
    }
}
