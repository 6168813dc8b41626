package org.studentmanagement.schema.lint;

import static org.studentmanagement.schema.lint.Concern.RELEASE;
import static org.studentmanagement.schema.lint.Name.quoted;
import static org.studentmanagement.schema.lint.Severity.ERROR;
import static org.studentmanagement.schema.lint.Severity.WARNING;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.studentmanagement.schema.lint.Rule.Objection;

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

    private static Stream<Objection> renamed(Moment moment) {
        if (moment.operation() instanceof Operation.Rename renamed && moment.isLive(renamed.table())) {
            return renamed.column() == null ? renamedTable(moment, renamed) : renamedColumn(moment, renamed);
        }
        return moment.operation() instanceof Operation.RenameObject renamed && USED.contains(renamed.kind())
                ? Rule.object(null, lettingGo("renamed-in-use"))
                : Stream.empty();
    }

    private static Stream<Objection> renamedTable(Moment moment, Operation.Rename renamed) {
        Name table = renamed.table();
        boolean bridged = moment.later(Operation.Make.class)
                .anyMatch(made -> made.kind().equals("VIEW") && made.object().equals(table));
        return bridged || renamed.to().equals(table.name())
                ? Stream.empty()
                : Rule.object(
                        table,
                        "Until the release before is gone, a view has the old name.",
                        Safe.step(
                                "ALTER TABLE %s RENAME TO %s".formatted(table, quoted(renamed.to())),
                                "CREATE VIEW %s AS SELECT * FROM %s".formatted(table, table.sibling(renamed.to()))));
    }

    private static Stream<Objection> renamedColumn(Moment moment, Operation.Rename renamed) {
        Name table = renamed.table();
        String from = quoted(renamed.column());
        String to = quoted(renamed.to());
        String type = moment.before().type(table, renamed.column()).orElse("text");
        return Rule.object(
                table,
                "Both columns are written until the release before is gone; then the old one is dropped.",
                Safe.step("ALTER TABLE %s ADD COLUMN %s %s"
                                .formatted(table, to, type.replaceFirst("(?i)\\b(small|big)?serial\\b", "$1int")))
                        .then(Safe.portions(
                                table,
                                "%s = %s".formatted(to, from),
                                "%s IS NULL AND %s IS NOT NULL".formatted(to, from))));
    }

    private static Stream<Objection> dropped(Moment moment) {
        if (moment.operation() instanceof Operation.DropColumn column && moment.isLive(column.table())) {
            return Rule.object(column.table(), lettingGo("dropped-in-use"));
        }
        if (moment.operation() instanceof Operation.Drop drop && USED.contains(drop.kind())) {
            boolean remade = moment.later(Operation.Make.class)
                    .anyMatch(made ->
                            made.kind().equals(drop.kind()) && made.object().equals(drop.object()));
            boolean live = drop.table() == null || moment.isLive(drop.table());
            return live && !remade ? Rule.object(drop.table(), lettingGo("dropped-in-use")) : Stream.empty();
        }
        return Stream.empty();
    }

    private static Safe lettingGo(String rule) {
        return Safe.reason(rule, "since which release nobody uses it, and that no older one runs any more");
    }

    private static Stream<Objection> constraintGone(Moment moment) {
        if (moment.operation() instanceof Operation.RenameConstraint renamed && moment.isLive(renamed.table())) {
            return Rule.object(renamed.table(), lettingGo("constraint-gone"));
        }
        if (!(moment.operation() instanceof Operation.DropConstraint dropped) || !moment.isLive(dropped.table())) {
            return Stream.empty();
        }
        boolean remade = moment.later(Operation.AddConstraint.class)
                .anyMatch(added -> added.constraint().name().equals(dropped.constraint()));
        // A CHECK that only led to NOT NULL has done its work.
        boolean replaced = moment.before()
                .constraint(dropped.table(), dropped.constraint())
                .filter(constraint -> constraint.definition().matches("(?i)CHECK\\s*\\(+\"?\\w+\"? IS NOT NULL\\)+")
                        && constraint.notNull().stream()
                                .allMatch(column -> moment.before().isNotNull(dropped.table(), column)))
                .isPresent();
        return remade || replaced ? Stream.empty() : Rule.object(dropped.table(), lettingGo("constraint-gone"));
    }

    private static Stream<Objection> cascade(Moment moment) {
        Operation operation = moment.operation();
        boolean cascades = operation instanceof Operation.DropColumn column && column.cascade()
                || operation instanceof Operation.DropConstraint constraint && constraint.cascade()
                || operation instanceof Operation.Drop drop && drop.cascade()
                || operation instanceof Operation.ChangeRows rows && rows.cascade();
        return cascades
                ? Rule.object(
                        operation.table(), Safe.step(moment.statement().sql().replaceFirst("(?i)\\s+CASCADE\\b", "")))
                : Stream.empty();
    }
}
