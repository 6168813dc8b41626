package org.studentmanagement.schema.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.studentmanagement.schema.lint.Rule.Objection;
import org.studentmanagement.schema.run.Direction;

/** Holds changesets to the rules. */
public final class Linter {
    private record Key(Moment moment, Name table, Constraint constraint) {}

    private final List<Subject> subjects;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Key> foreignKeys = new ArrayList<>();
    private final Catalog catalog = new Catalog();

    private Linter(List<Subject> subjects) {
        this.subjects = subjects;
    }

    /**
     * Judges the changesets, each as if it were deployed by itself, oldest first.
     *
     * @param judged the files to report on; the others are only read, to know the schema that these meet
     */
    public static List<Finding> judge(List<Subject> subjects, Set<String> judged) {
        Linter linter = new Linter(subjects);
        subjects.forEach(linter::judge);
        linter.uncovered();
        return linter.subjects.stream()
                .filter(changeset -> judged.contains(changeset.file()))
                .flatMap(linter::unsilenced)
                .toList();
    }

    private void judge(Subject changeset) {
        // The rollback meets what the changeset leaves.
        for (Direction direction : List.of(Direction.UP, Direction.DOWN)) {
            for (int place = 0; place < changeset.statements(direction).size(); place++) {
                judge(new Moment(changeset, direction, place, catalog));
                if (direction == Direction.UP) {
                    catalog.apply(changeset.up().get(place).operation(), changeset.place());
                }
            }
        }
    }

    private void judge(Moment moment) {
        Rule.all()
                .filter(rule -> moment.direction() == Direction.UP
                        || rule.concern() == Concern.LOCK
                        || rule.concern() == Concern.EXECUTION)
                .forEach(rule -> rule.judge()
                        .judge(moment)
                        .forEach(objection -> findings.add(finding(rule, moment, objection))));
        if (moment.direction() == Direction.UP) {
            foreignKeys(moment.operation())
                    .filter(constraint -> constraint.is(Constraint.Kind.FOREIGN_KEY))
                    .forEach(constraint ->
                            foreignKeys.add(new Key(moment, moment.operation().table(), constraint)));
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
                        key.constraint.columns().stream().map(Name::quoted).toList());
                Name index =
                        key.table.sibling(key.table.name() + "_" + String.join("_", key.constraint.columns()) + "_idx");
                Safe safe = Safe.outside(
                        "DROP INDEX CONCURRENTLY IF EXISTS " + index,
                        "CREATE INDEX CONCURRENTLY %s ON %s (%s)"
                                .formatted(Name.quoted(index.name()), key.table, columns));
                findings.add(finding(rule, key.moment, new Objection(null, "", safe)));
            }
        }
    }

    private Finding finding(Rule rule, Moment moment, Objection objection) {
        Subject changeset = moment.changeset();
        boolean form = rule.concern() == Concern.FORM;
        boolean undoing = moment.direction() == Direction.DOWN && rule.concern() == Concern.LOCK;
        return new Finding(
                changeset.id(),
                changeset.file(),
                form ? 1 : changeset.line(moment.direction(), moment.statement()),
                !form && moment.direction() == Direction.DOWN,
                undoing && rule.severity() == Severity.ERROR ? Severity.WARNING : rule.severity(),
                rule.id(),
                form ? "" : moment.statement().excerpt(),
                (rule.why() + " " + objection.detail()).strip(),
                objection.safe().lines(),
                objection.table(),
                rule.concern(),
                objection.table() == null ? -1 : catalog.madeBy(objection.table()));
    }

    /** The findings of a changeset that no comment silences, and the comments that silence none. */
    private Stream<Finding> unsilenced(Subject changeset) {
        List<Finding> own = findings.stream()
                .filter(finding -> finding.file().equals(changeset.file()))
                .toList();
        List<Silence> silences = changeset.silences();
        Stream<Finding> left =
                own.stream().filter(finding -> silences.stream().noneMatch(silence -> silence.covers(finding)));
        Stream<Finding> useless = silences.stream()
                .filter(silence -> silence.isUnfilled() || own.stream().noneMatch(silence::covers))
                // Whether it is of use is known only with the rows of a database.
                .filter(silence -> !silence.rule().equals(RowRules.UNBATCHED)
                        || silence.reason().isEmpty()
                        || silence.isUnfilled())
                .map(silence -> useless(changeset, silence));
        return Stream.concat(left, useless).distinct().sorted(Comparator.comparingInt(Finding::line));
    }

    private static Finding useless(Subject changeset, Silence silence) {
        Rule rule = FormRules.SILENCE;
        boolean known = Rule.all().anyMatch(other -> other.id().equals(silence.rule()));
        String detail;
        Safe safe;
        if (!known) {
            detail = "There is no rule '%s'.".formatted(silence.rule());
            safe = Safe.reason("<rule>", "<reason>");
        } else if (silence.reason().isEmpty()) {
            detail = "It says no reason.";
            safe = Safe.reason(silence.rule(), "<reason>");
        } else if (silence.isUnfilled()) {
            detail = "Its reason is not filled in: say in its place "
                    + silence.reason().substring(1, silence.reason().length() - 1) + ".";
            safe = Safe.yaml("");
        } else {
            detail = "Nothing here breaks %s: remove the comment.".formatted(silence.rule());
            safe = Safe.yaml("");
        }
        return new Finding(
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
