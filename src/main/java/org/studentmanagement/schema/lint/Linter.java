package org.studentmanagement.schema.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.studentmanagement.schema.lint.Rule.Violation;
import org.studentmanagement.schema.run.Direction;

final class Linter {
    private record ForeignKey(RuleContext context, QualifiedName table, Constraint constraint) {}

    private final List<LintFinding> findings = new ArrayList<>();
    private final List<ForeignKey> foreignKeys = new ArrayList<>();
    private final SchemaModel schema = new SchemaModel();

    private Linter() {}

    /** Judges the changesets, each as if it were deployed by itself, oldest first. */
    static List<LintFinding> judge(List<ParsedChangeset> changesets, Set<String> judged) {
        Linter linter = new Linter();
        changesets.forEach(linter::judge);
        linter.foreignKeys.forEach(linter::requireIndex);
        return changesets.stream()
                .filter(changeset -> judged.contains(changeset.file()))
                .flatMap(linter::unsuppressed)
                .toList();
    }

    private void judge(ParsedChangeset changeset) {
        // The rollback meets what the changeset leaves.
        for (Direction direction : List.of(Direction.UP, Direction.DOWN)) {
            for (int place = 0; place < changeset.statements(direction).size(); place++) {
                RuleContext context = new RuleContext(changeset, direction, place, schema);
                Rule.all()
                        .filter(rule -> direction == Direction.UP
                                || rule.category() == Rule.Category.LOCK
                                || rule.category() == Rule.Category.EXECUTION)
                        .forEach(rule -> rule.violations(context)
                                .forEach(violation -> findings.add(finding(rule, context, violation))));
                if (direction == Direction.UP) {
                    apply(context);
                }
            }
        }
    }

    private void apply(RuleContext context) {
        Operation operation = context.operation();
        operation.constraints().stream()
                .filter(constraint -> constraint.is(Constraint.Kind.FOREIGN_KEY))
                .forEach(key -> foreignKeys.add(new ForeignKey(context, operation.table(), key)));
        schema.apply(operation, context.changeset().place());
    }

    private void requireIndex(ForeignKey key) {
        boolean stands = schema.constraint(key.table, key.constraint.name())
                .filter(constraint -> constraint.is(Constraint.Kind.FOREIGN_KEY))
                .isPresent();
        if (stands && !schema.isCovered(key.table, key.constraint.columns())) {
            QualifiedName index = Operation.CreateIndex.ownName(key.table, key.constraint.columns());
            Suggestion built = Suggestion.index(
                    index,
                    "INDEX CONCURRENTLY %s ON %s (%s)"
                            .formatted(QualifiedName.quoted(index.name()), key.table, key.constraint.columnList()));
            findings.add(finding(Rule.of("foreign-key-without-index"), key.context, new Violation(null, "", built)));
        }
    }

    private LintFinding finding(Rule rule, RuleContext context, Violation violation) {
        ParsedChangeset changeset = context.changeset();
        boolean form = rule.category() == Rule.Category.FORM;
        boolean locks = rule.category() == Rule.Category.LOCK;
        boolean rollback = context.direction() == Direction.DOWN;
        return new LintFinding(
                changeset.id(),
                changeset.file(),
                form ? 1 : changeset.line(context.direction(), context.statement()),
                rollback,
                rollback && locks ? Rule.Severity.WARNING : rule.severity(),
                rule.id(),
                form ? "" : context.statement().excerpt(),
                (rule.why() + " " + violation.detail()).strip(),
                violation.suggestion().lines(),
                locks ? violation.table() : null,
                violation.table() == null ? -1 : schema.madeBy(violation.table()));
    }

    /** The findings of a changeset that no comment suppresses, and the comments that suppress none. */
    private Stream<LintFinding> unsuppressed(ParsedChangeset changeset) {
        List<LintFinding> own = findings.stream()
                .filter(finding -> finding.file().equals(changeset.file()))
                .toList();
        List<Suppression> comments = changeset.suppressions();
        Stream<LintFinding> left =
                own.stream().filter(finding -> comments.stream().noneMatch(comment -> comment.covers(finding)));
        Stream<LintFinding> useless =
                comments.stream().filter(comment -> comment.isUseless(own)).map(comment -> comment.finding(changeset));
        return Stream.concat(left, useless).distinct().sorted(Comparator.comparingInt(LintFinding::line));
    }
}
