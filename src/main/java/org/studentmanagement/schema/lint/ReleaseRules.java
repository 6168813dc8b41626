package org.studentmanagement.schema.lint;

import static org.studentmanagement.schema.lint.QualifiedName.quoted;
import static org.studentmanagement.schema.lint.RuleCategory.RELEASE;
import static org.studentmanagement.schema.lint.Severity.ERROR;
import static org.studentmanagement.schema.lint.Severity.WARNING;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.studentmanagement.schema.lint.Rule.Violation;

/** What the release before still uses while this one is rolled out. */
final class ReleaseRules {
    private static final Set<String> USED = Set.of("TABLE", "VIEW", "SEQUENCE", "FUNCTION", "TYPE", "DOMAIN", "SCHEMA");

    static final List<Rule> ALL = List.of(
            new Rule(
                    "renamed-in-use",
                    ERROR,
                    RELEASE,
                    "The release before fails at once, and the new one before it: first expand, then move the code, then contract.",
                    ReleaseRules::renamed),
            new Rule(
                    "dropped-in-use",
                    ERROR,
                    RELEASE,
                    "The release before still reads and writes it, and what was stored does not come back:"
                            + " first the code lets go of it, in a release of its own, then it is dropped.",
                    ReleaseRules::dropped),
            new Rule(
                    "constraint-gone",
                    WARNING,
                    RELEASE,
                    "Code that names the constraint, to explain a refusal or in ON CONFLICT, no longer finds it.",
                    ReleaseRules::constraintGone),
            new Rule(
                    "cascade",
                    ERROR,
                    RELEASE,
                    "CASCADE also drops or empties what nobody has named.",
                    ReleaseRules::cascade));

    private ReleaseRules() {}

    private static Stream<Violation> renamed(RuleContext context) {
        if (context.operation() instanceof Operation.Rename renamed && context.isLive(renamed.table())) {
            return renamed.column() == null ? renamedTable(context, renamed) : renamedColumn(context, renamed);
        }
        return context.operation() instanceof Operation.RenameObject renamed && USED.contains(renamed.kind())
                ? Rule.object(null, lettingGo("renamed-in-use"))
                : Stream.empty();
    }

    private static Stream<Violation> renamedTable(RuleContext context, Operation.Rename renamed) {
        QualifiedName table = renamed.table();
        boolean bridged = context.later(Operation.Make.class)
                .anyMatch(made -> made.kind().equals("VIEW") && made.object().equals(table));
        return bridged || renamed.to().equals(table.name())
                ? Stream.empty()
                : Rule.object(
                        table,
                        "Until the release before is gone, a view has the old name.",
                        Suggestion.step(
                                "ALTER TABLE %s RENAME TO %s".formatted(table, quoted(renamed.to())),
                                "CREATE VIEW %s AS SELECT * FROM %s".formatted(table, table.sibling(renamed.to()))));
    }

    private static Stream<Violation> renamedColumn(RuleContext context, Operation.Rename renamed) {
        QualifiedName table = renamed.table();
        String from = quoted(renamed.column());
        String to = quoted(renamed.to());
        String type = context.before().type(table, renamed.column()).orElse("text");
        return Rule.object(
                table,
                "Both columns are written until the release before is gone; then the old one is dropped.",
                Suggestion.step("ALTER TABLE %s ADD COLUMN %s %s"
                                .formatted(table, to, type.replaceFirst("(?i)\\b(small|big)?serial\\b", "$1int")))
                        .then(Suggestion.portions(
                                table,
                                "%s = %s".formatted(to, from),
                                "%s IS NULL AND %s IS NOT NULL".formatted(to, from))));
    }

    private static Stream<Violation> dropped(RuleContext context) {
        if (context.operation() instanceof Operation.DropColumn column && context.isLive(column.table())) {
            return Rule.object(column.table(), lettingGo("dropped-in-use"));
        }
        if (context.operation() instanceof Operation.Drop drop && USED.contains(drop.kind())) {
            boolean remade = context.later(Operation.Make.class)
                    .anyMatch(made ->
                            made.kind().equals(drop.kind()) && made.object().equals(drop.object()));
            boolean live = drop.table() == null || context.isLive(drop.table());
            return live && !remade ? Rule.object(drop.table(), lettingGo("dropped-in-use")) : Stream.empty();
        }
        return Stream.empty();
    }

    private static Suggestion lettingGo(String rule) {
        return Suggestion.reason(rule, "since which release nobody uses it, and that no older one runs any more");
    }

    private static Stream<Violation> constraintGone(RuleContext context) {
        if (context.operation() instanceof Operation.RenameConstraint renamed && context.isLive(renamed.table())) {
            return Rule.object(renamed.table(), lettingGo("constraint-gone"));
        }
        if (!(context.operation() instanceof Operation.DropConstraint dropped) || !context.isLive(dropped.table())) {
            return Stream.empty();
        }
        boolean remade = context.later(Operation.AddConstraint.class)
                .anyMatch(added -> added.constraint().name().equals(dropped.constraint()));
        // A CHECK that only led to NOT NULL has done its work.
        boolean replaced = context.before()
                .constraint(dropped.table(), dropped.constraint())
                .filter(constraint -> constraint.definition().matches("(?i)CHECK\\s*\\(+\"?\\w+\"? IS NOT NULL\\)+")
                        && constraint.notNull().stream()
                                .allMatch(column -> context.before().isNotNull(dropped.table(), column)))
                .isPresent();
        return remade || replaced ? Stream.empty() : Rule.object(dropped.table(), lettingGo("constraint-gone"));
    }

    private static Stream<Violation> cascade(RuleContext context) {
        Operation operation = context.operation();
        boolean cascades = operation instanceof Operation.DropColumn column && column.cascade()
                || operation instanceof Operation.DropConstraint constraint && constraint.cascade()
                || operation instanceof Operation.Drop drop && drop.cascade()
                || operation instanceof Operation.ChangeRows rows && rows.cascade();
        return cascades
                ? Rule.object(
                        operation.table(),
                        Suggestion.step(context.statement().sql().replaceFirst("(?i)\\s+CASCADE\\b", "")))
                : Stream.empty();
    }
}
