package org.studentmanagement.schema.lint;

import static org.studentmanagement.schema.lint.Constraint.Kind.CHECK;
import static org.studentmanagement.schema.lint.Constraint.Kind.FOREIGN_KEY;
import static org.studentmanagement.schema.lint.Constraint.Kind.PRIMARY_KEY;
import static org.studentmanagement.schema.lint.Constraint.Kind.UNIQUE;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.studentmanagement.schema.lint.Operation.AddColumn;
import org.studentmanagement.schema.lint.Operation.ChangeRows;
import org.studentmanagement.schema.lint.Operation.CreateIndex;

/** What a changeset should not do. */
record Rule(String id, Severity severity, Category category, String why) {
    /** An error makes {@code lint} fail. */
    enum Severity {
        ERROR,
        WARNING,
        NOTE;

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
        /** What a changeset should have: of all its operations the first one is asked. */
        FORM
    }

    /**
     * What breaks the rule.
     *
     * @param table the one whose users suffer; null for none
     * @param detail what the rule's own sentence cannot know; empty for nothing
     */
    record Violation(QualifiedName table, String detail, Suggestion suggestion) {}

    /** Known only where rows can be counted. */
    static final String UNBATCHED = "rows-changed-at-once";

    /** Of what no changeset has made, it knows nothing without a database. */
    static final String ANOTHERS = "name-of-another";

    private static final Map<String, Rule> ALL = """
            foreign-key-checked-at-once     error   lock      Both tables refuse writes while every row is looked up in the other.
            check-checked-at-once           error   lock      Nobody reads or writes the table while every row is held to the condition.
            validated-in-same-changeset     error   lock      The lock that adding the constraint took is kept while every row is read.
            unique-without-index            error   lock      Nobody reads or writes the table while the constraint builds its index.
            primary-key-without-index       error   lock      Nobody reads or writes the table while the key builds its index.
            exclusion-constraint            error   lock      Nobody reads or writes the table while its index is built, and PostgreSQL cannot build it beforehand.
            not-null-without-check          error   lock      Nobody reads or writes the table while every row is read, unless a validated CHECK proves the values.
            foreign-key-without-index       error   execution Each row that is deleted from the table referred to, and each key that changes, reads the whole other table.
            index-not-concurrent            error   lock      Nobody writes to the table while the index is built.
            index-drop-not-concurrent       warning lock      The drop waits for everybody who uses the table, and whoever comes after it waits for the drop.
            concurrent-index-in-transaction error   execution PostgreSQL refuses CONCURRENTLY inside of a transaction.
            index-built-without-drop        warning execution A build that is interrupted leaves an invalid index, whose name is in the way of the next one.
            name-of-another                 error   execution The name is another's, which would be dropped, or stands in the way.
            type-change-rewrites            error   lock      Nobody reads or writes the table while every row, and every index, is written anew.
            default-rewrites                error   lock      Nobody reads or writes the table while the new column is written into every row.
            not-null-without-default        error   release   The release before does not know the column, so all of its inserts fail; and so does this, where there are rows.
            renamed-in-use                  error   release   The release before fails at once, and the new one before it: first expand, then move the code, then contract.
            dropped-in-use                  error   release   The release before still reads and writes it, and what was stored does not come back: first the code lets go of it, in a release of its own, then it is dropped.
            constraint-gone                 warning release   Code that names the constraint, to explain a refusal or in ON CONFLICT, no longer finds it.
            cascade                         error   release   CASCADE also drops or empties what nobody has named.
            rows-without-where              error   release   Every row is changed, those that a user stores meanwhile and those that are right already among them.
            rows-changed-at-once            error   lock      Every row that is changed stays locked until the last one is, and vacuum cannot clean up behind it.
            rows-without-way-back           error   form      The rollback neither restores the rows nor says that the old values do not come back.
            two-locks-in-one-transaction    error   lock      Nobody reads the first table while the second one is waited for, and two who lock in another order deadlock.
            rows-changed-under-lock         error   lock      Nobody reads the table for as long as the rows take, since both are one transaction.
            refused-in-transaction          error   execution PostgreSQL refuses it inside of a transaction.
            enum-value-used-at-once         error   execution PostgreSQL refuses to use a new value of an enum in the transaction that adds it.
            transaction-control             error   execution The change and its record are one transaction, which this would end: a failure after it leaves half of the change.
            lock-table                      error   lock      The table is locked until the changeset ends, whether the work needs it or not.
            table-blocked                   error   lock      Nobody uses the table while all of it is written anew.
            triggers-switched               error   lock      What other sessions write meanwhile passes without the trigger as well.
            lock-timeout-off                error   execution The upgrade steps back after migration.lock-timeout; without it, it waits for ever, and everybody behind it.
            cannot-be-judged                error   execution Nobody has looked at the locks and the losses of what lint cannot read.
            rollback-missing                error   form      Without a rollback nobody can go back.
            comment-missing                 error   form      The comment is what history, show and the table of changes tell.
            precondition-missing            error   form      On a schema that is not as it should be, PostgreSQL's own words are all that an operator gets.
            precondition-marks-ran          error   form      What was never done counts as run, and the rollback would undo it.
            silence-without-use             error   form      A comment that silences nothing, or says no reason, hides what comes later.
            """.lines()
            .map(line -> line.split(" +", 4))
            .map(words -> new Rule(words[0], of(Severity.class, words[1]), of(Category.class, words[2]), words[3]))
            .collect(Collectors.toMap(Rule::id, rule -> rule, (one, other) -> one, LinkedHashMap::new));

    private static final String ROLLBACK = """
            rollback:
              # What this does not bring back.
              - empty: {}
            """;

    private static final String PRECONDITION = """
            preConditions:
              - onFail: HALT
              - onFailMessage: "What is the matter, and how to put it right."
              - sqlCheck:
                  expectedResult: 1
                  sql: SELECT 1
            """;

    static Stream<Rule> all() {
        return ALL.values().stream();
    }

    static Rule of(String id) {
        return ALL.get(id);
    }

    /** What breaks it in one operation, with all that comes before it. */
    Stream<Violation> violations(RuleContext context) {
        return switch (id) {
            case "foreign-key-checked-at-once" -> TableRules.added(context, FOREIGN_KEY);
            case "check-checked-at-once" -> TableRules.added(context, CHECK);
            case "validated-in-same-changeset" ->
                context.live(Operation.ValidateConstraint.class, TableRules::validatedAtOnce);
            case "unique-without-index" -> TableRules.built(context, UNIQUE);
            case "primary-key-without-index" -> TableRules.built(context, PRIMARY_KEY);
            case "exclusion-constraint" -> context.live(Operation.AddConstraint.class, TableRules::exclusion);
            case "not-null-without-check" -> TableRules.notNull(context);
            case "index-not-concurrent" -> context.live(CreateIndex.class, IndexRules::blocking);
            case "index-drop-not-concurrent" -> context.on(Operation.DropIndex.class, IndexRules::dropped);
            case "concurrent-index-in-transaction" -> IndexRules.refused(context);
            case "index-built-without-drop" -> context.live(CreateIndex.class, IndexRules::withoutDrop);
            case ANOTHERS -> IndexRules.anothers(context);
            case "type-change-rewrites" -> context.live(Operation.ChangeType.class, TableRules::typeChange);
            case "default-rewrites" -> context.live(AddColumn.class, TableRules::rewritingDefault);
            case "not-null-without-default" -> context.live(AddColumn.class, TableRules::withoutValue);
            case "renamed-in-use" -> ReleaseRules.renamed(context);
            case "dropped-in-use" -> ReleaseRules.dropped(context);
            case "constraint-gone" -> ReleaseRules.constraintGone(context);
            case "cascade" -> ReleaseRules.cascade(context);
            case "rows-without-where" -> context.live(ChangeRows.class, RowRules::withoutWhere);
            case UNBATCHED -> context.live(ChangeRows.class, RowRules::atOnce);
            case "rows-without-way-back" -> context.on(ChangeRows.class, RowRules::withoutWayBack);
            case "two-locks-in-one-transaction" -> TransactionRules.twoLocks(context);
            case "rows-changed-under-lock" -> TransactionRules.rowsUnderLock(context);
            case "refused-in-transaction" -> context.on(Operation.Outside.class, TransactionRules::refused);
            case "enum-value-used-at-once" -> context.on(Operation.AddEnumValue.class, TransactionRules::newEnumValue);
            case "transaction-control" -> context.on(Operation.ControlTransaction.class, TransactionRules::control);
            case "lock-table" ->
                context.live(Operation.LockTable.class, (all, lock) -> TransactionRules.quiet(lock, id));
            case "table-blocked" -> context.live(Operation.Block.class, TransactionRules::blocked);
            case "triggers-switched" ->
                context.live(Operation.SwitchTriggers.class, (all, triggers) -> TransactionRules.quiet(triggers, id));
            case "lock-timeout-off" -> context.on(Operation.SetParameter.class, TransactionRules::timeoutOff);
            case "cannot-be-judged" -> TransactionRules.unreadable(context);
            case "rollback-missing" -> context.lacking(context.changeset().rollback(), ROLLBACK);
            case "comment-missing" ->
                context.lacking(!context.changeset().comment().isBlank(), "comment: what it does");
            case "precondition-missing" -> context.lacking(context.changeset().preconditions(), PRECONDITION);
            case "precondition-marks-ran" ->
                context.lacking(!context.changeset().markedAsRun(), PRECONDITION);
            // A foreign key lacks its index, and a comment its use, only after the last changeset.
            default -> Stream.empty();
        };
    }

    private static <E extends Enum<E>> E of(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }

    static Stream<Violation> violation(QualifiedName table, Suggestion suggestion) {
        return violation(table, "", suggestion);
    }

    static Stream<Violation> violation(QualifiedName table, String detail, Suggestion suggestion) {
        return Stream.of(new Violation(table, detail, suggestion));
    }
}
