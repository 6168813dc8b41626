package org.studentmanagement.schema.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.studentmanagement.schema.lint.Rule.Violation;
import org.studentmanagement.schema.run.Direction;

/** Holds changesets to the rules. */
public final class Linter {
    private record Key(RuleContext context, QualifiedName table, Constraint constraint) {}

    private final List<ParsedChangeset> subjects;
    private final List<LintFinding> findings = new ArrayList<>();
    private final List<Key> foreignKeys = new ArrayList<>();
    private final SchemaModel catalog = new SchemaModel();

    private Linter(List<ParsedChangeset> subjects) {
        this.subjects = subjects;
    }

    /**
     * Judges the changesets, each as if it were deployed by itself, oldest first.
     *
     * @param judged the files to report on; the others are only read, to know the schema that these meet
     */
    public static List<LintFinding> judge(List<ParsedChangeset> subjects, Set<String> judged) {
        Linter linter = new Linter(subjects);
        subjects.forEach(linter::judge);
        linter.uncovered();
        return linter.subjects.stream()
                .filter(changeset -> judged.contains(changeset.file()))
                .flatMap(linter::unsilenced)
                .toList();
    }

    private void judge(ParsedChangeset changeset) {
        // The rollback meets what the changeset leaves.
        for (Direction direction : List.of(Direction.UP, Direction.DOWN)) {
            for (int place = 0; place < changeset.statements(direction).size(); place++) {
                judge(new RuleContext(changeset, direction, place, catalog));
                if (direction == Direction.UP) {
                    catalog.apply(changeset.up().get(place).operation(), changeset.place());
                }
            }
        }
    }

    private void judge(RuleContext context) {
        Rule.all()
                .filter(rule -> context.direction() == Direction.UP
                        || rule.concern() == RuleCategory.LOCK
                        || rule.concern() == RuleCategory.EXECUTION)
                .forEach(rule -> rule.judge()
                        .judge(context)
                        .forEach(objection -> findings.add(finding(rule, context, objection))));
        if (context.direction() == Direction.UP) {
            foreignKeys(context.operation())
                    .filter(constraint -> constraint.is(Constraint.Kind.FOREIGN_KEY))
                    .forEach(constraint ->
                            foreignKeys.add(new Key(context, context.operation().table(), constraint)));
        }
    }

    private static Stream<Constraint> foreignKeys(Operation operation) {
        if (operation instanceof Operation.CreateTable made) {
            return made.constraints().stream();
        }
        if (operation instanceof Operation.AddColumn added) {
            return added.column().constraints().stream();
        }
        return operation instanceof Operation.AddConstraint added ? Stream.of(added.constraint()) : Stream.empty();
    }

    /** The index of a foreign key may come later than the key: only at the end it is missing. */
    private void uncovered() {
        Rule rule = ConstraintRules.ALL.get(ConstraintRules.ALL.size() - 1);
        for (Key key : foreignKeys) {
            boolean stands = catalog.constraint(key.table, key.constraint.name())
                    .filter(constraint -> constraint.is(Constraint.Kind.FOREIGN_KEY))
                    .isPresent();
            if (stands && !catalog.isCovered(key.table, key.constraint.columns())) {
                String columns = String.join(
                        ", ",
                        key.constraint.columns().stream()
                                .map(QualifiedName::quoted)
                                .toList());
                QualifiedName index =
                        key.table.sibling(key.table.name() + "_" + String.join("_", key.constraint.columns()) + "_idx");
                Suggestion safe = Suggestion.outside(
                        "DROP INDEX CONCURRENTLY IF EXISTS " + index,
                        "CREATE INDEX CONCURRENTLY %s ON %s (%s)"
                                .formatted(QualifiedName.quoted(index.name()), key.table, columns));
                findings.add(finding(rule, key.context, new Violation(null, "", safe)));
            }
        }
    }

    private LintFinding finding(Rule rule, RuleContext context, Violation objection) {
        ParsedChangeset changeset = context.changeset();
        boolean form = rule.concern() == RuleCategory.FORM;
        boolean undoing = context.direction() == Direction.DOWN && rule.concern() == RuleCategory.LOCK;
        return new LintFinding(
                changeset.id(),
                changeset.file(),
                form ? 1 : changeset.line(context.direction(), context.statement()),
                !form && context.direction() == Direction.DOWN,
                undoing && rule.severity() == Severity.ERROR ? Severity.WARNING : rule.severity(),
                rule.id(),
                form ? "" : context.statement().excerpt(),
                (rule.why() + " " + objection.detail()).strip(),
                objection.safe().lines(),
                objection.table(),
                rule.concern(),
                objection.table() == null ? -1 : catalog.madeBy(objection.table()));
    }

    /** The findings of a changeset that no comment silences, and the comments that silence none. */
    private Stream<LintFinding> unsilenced(ParsedChangeset changeset) {
        List<LintFinding> own = findings.stream()
                .filter(finding -> finding.file().equals(changeset.file()))
                .toList();
        List<Suppression> silences = changeset.silences();
        Stream<LintFinding> left =
                own.stream().filter(finding -> silences.stream().noneMatch(silence -> silence.covers(finding)));
        Stream<LintFinding> useless = silences.stream()
                .filter(silence -> silence.isUnfilled() || own.stream().noneMatch(silence::covers))
                // Whether it is of use is known only with the rows of a database.
                .filter(silence -> !silence.rule().equals(RowRules.UNBATCHED)
                        || silence.reason().isEmpty()
                        || silence.isUnfilled())
                .map(silence -> useless(changeset, silence));
        return Stream.concat(left, useless).distinct().sorted(Comparator.comparingInt(LintFinding::line));
    }

    private static LintFinding useless(ParsedChangeset changeset, Suppression silence) {
        Rule rule = FormRules.SILENCE;
        boolean known = Rule.all().anyMatch(other -> other.id().equals(silence.rule()));
        String detail;
        Suggestion safe;
        if (!known) {
            detail = "There is no rule '%s'.".formatted(silence.rule());
            safe = Suggestion.reason("<rule>", "<reason>");
        } else if (silence.reason().isEmpty()) {
            detail = "It says no reason.";
            safe = Suggestion.reason(silence.rule(), "<reason>");
        } else if (silence.isUnfilled()) {
            detail = "Its reason is not filled in: say in its place "
                    + silence.reason().substring(1, silence.reason().length() - 1) + ".";
            safe = Suggestion.yaml("");
        } else {
            detail = "Nothing here breaks %s: remove the comment.".formatted(silence.rule());
            safe = Suggestion.yaml("");
        }
        return new LintFinding(
                changeset.id(),
                changeset.file(),
                silence.line(),
                false,
                rule.severity(),
                rule.id(),
                changeset.lines().get(silence.line() - 1).strip(),
                rule.why() + " " + detail,
                safe.lines(),
                null,
                rule.concern(),
                -1);
    }
}
