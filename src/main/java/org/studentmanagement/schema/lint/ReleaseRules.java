package org.studentmanagement.schema.lint;

import static org.studentmanagement.schema.lint.QualifiedName.quoted;

import java.util.Set;
import java.util.stream.Stream;
import org.studentmanagement.schema.lint.Rule.Violation;

/** What the release before still uses while this one is rolled out. */
final class ReleaseRules {
    private static final Set<String> USED = Set.of("TABLE", "VIEW", "SEQUENCE", "FUNCTION", "TYPE", "DOMAIN", "SCHEMA");

    private ReleaseRules() {}

    static Stream<Violation> cascade(RuleContext context) {
        return context.operation().cascade()
                ? Rule.violation(
                        context.operation().table(),
                        Suggestion.step(context.statement().sql().replaceFirst("(?i)\\s+CASCADE\\b", "")))
                : Stream.empty();
    }

    static Stream<Violation> renamed(RuleContext context) {
        if (context.operation() instanceof Operation.Rename renamed && context.isLive(renamed.table())) {
            return renamed.column() == null ? renamedTable(context, renamed) : renamedColumn(context, renamed);
        }
        return context.operation() instanceof Operation.RenameObject renamed && USED.contains(renamed.kind())
                ? inUse(null, "renamed-in-use")
                : Stream.empty();
    }

    private static Stream<Violation> renamedTable(RuleContext context, Operation.Rename renamed) {
        QualifiedName table = renamed.table();
        boolean bridged = context.later(Operation.Make.class)
                .anyMatch(made -> made.kind().equals("VIEW") && made.object().equals(table));
        return bridged || renamed.to().equals(table.name())
                ? Stream.empty()
                : Rule.violation(
                        table,
                        "Until the release before is gone, a view has the old name.",
                        Suggestion.step(
                                "ALTER TABLE %s RENAME TO %s".formatted(table, quoted(renamed.to())),
                                "CREATE VIEW %s AS SELECT * FROM %s".formatted(table, table.sibling(renamed.to()))));
    }

    private static Stream<Violation> renamedColumn(RuleContext context, Operation.Rename renamed) {
        String from = quoted(renamed.column());
        String type = context.before().type(renamed.table(), renamed.column()).orElse("text");
        return Rule.violation(
                renamed.table(),
                "Both columns are written until the release before is gone; then the old one is dropped.",
                Suggestion.twin(renamed.table(), quoted(renamed.to()), Suggestion.unnumbered(type), from, from));
    }

    static Stream<Violation> dropped(RuleContext context) {
        if (context.operation() instanceof Operation.DropColumn column && context.isLive(column.table())) {
            return inUse(column.table(), "dropped-in-use");
        }
        if (context.operation() instanceof Operation.Drop drop && USED.contains(drop.kind())) {
            boolean remade = context.later(Operation.Make.class)
                    .anyMatch(made ->
                            made.kind().equals(drop.kind()) && made.object().equals(drop.object()));
            boolean live = drop.table() == null || context.isLive(drop.table());
            return live && !remade ? inUse(drop.table(), "dropped-in-use") : Stream.empty();
        }
        return Stream.empty();
    }

    private static Stream<Violation> inUse(QualifiedName table, String rule) {
        return Rule.violation(
                table,
                Suggestion.reason(rule, "since which release nobody uses it, and that no older one runs any more"));
    }

    static Stream<Violation> constraintGone(RuleContext context) {
        Operation operation = context.operation();
        boolean gone = operation instanceof Operation.RenameConstraint
                || operation instanceof Operation.DropConstraint dropped && !isReplaced(context, dropped);
        return gone && context.isLive(operation.table()) ? inUse(operation.table(), "constraint-gone") : Stream.empty();
    }

    private static boolean isReplaced(RuleContext context, Operation.DropConstraint dropped) {
        boolean remade = context.later(Operation.AddConstraint.class)
                .anyMatch(added -> added.constraint().name().equals(dropped.constraint()));
        // A CHECK that only led to NOT NULL has done its work.
        return remade
                || context.before()
                        .constraint(dropped.table(), dropped.constraint())
                        .filter(constraint ->
                                constraint.definition().matches("(?i)CHECK\\s*\\(+\"?\\w+\"? IS NOT NULL\\)+")
                                        && constraint.notNull().stream()
                                                .allMatch(column ->
                                                        context.before().isNotNull(dropped.table(), column)))
                        .isPresent();
    }
}
