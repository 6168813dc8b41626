package org.studentmanagement.schema.lint;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * What a changeset should not do.
 *
 * @param id by which a comment in the file suppresses it
 * @param why a sentence: who waits, what fails or what is lost
 */
record Rule(String id, Severity severity, Category category, String why, Check check) {
    /** An error makes {@code lint} fail. */
    enum Severity {
        ERROR,
        WARNING,
        NOTE;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a rule is about, which decides where it holds. */
    enum Category {
        /** Others wait: it weighs as much as the table has rows, and in a rollback it is a warning. */
        LOCK,
        /** The release before still runs: nobody uses a table that was made in the same run. */
        RELEASE,
        /** It fails, or cannot be known: always, and in a rollback as well. */
        EXECUTION,
        /** What a changeset should have. */
        FORM
    }

    /** Looks at one operation with all that comes before it; a rule about the form looks at the first one only. */
    interface Check {
        Stream<Violation> check(RuleContext context);
    }

    /**
     * What breaks the rule.
     *
     * @param table the one whose users suffer; null for none
     * @param detail what the rule's own sentence cannot know; empty for nothing
     */
    record Violation(QualifiedName table, String detail, Suggestion suggestion) {}

    static Rule error(String id, Category category, String why, Check check) {
        return new Rule(id, Severity.ERROR, category, why, check);
    }

    static Rule warning(String id, Category category, String why, Check check) {
        return new Rule(id, Severity.WARNING, category, why, check);
    }

    /** Looks at operations of one kind. */
    static <T extends Operation> Check on(Class<T> kind, BiFunction<RuleContext, T, Stream<Violation>> check) {
        return context -> kind.isInstance(context.operation())
                ? check.apply(context, kind.cast(context.operation()))
                : Stream.empty();
    }

    /** Looks at operations of one kind on tables that others may use. */
    static <T extends Operation> Check live(Class<T> kind, BiFunction<RuleContext, T, Stream<Violation>> check) {
        return on(
                kind,
                (context, operation) ->
                        context.isLive(operation.table()) ? check.apply(context, operation) : Stream.empty());
    }

    static Stream<Violation> violation(QualifiedName table, Suggestion suggestion) {
        return violation(table, "", suggestion);
    }

    static Stream<Violation> violation(QualifiedName table, String detail, Suggestion suggestion) {
        return Stream.of(new Violation(table, detail, suggestion));
    }

    static Stream<Rule> all() {
        return Stream.of(
                        ConstraintRules.ALL,
                        IndexRules.ALL,
                        ColumnRules.ALL,
                        ReleaseRules.ALL,
                        RowRules.ALL,
                        TransactionRules.ALL,
                        CommandRules.ALL,
                        FormRules.ALL)
                .flatMap(List::stream);
    }
}
