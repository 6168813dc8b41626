package org.studentmanagement.schema.rehearsal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.drift.Difference;
import org.studentmanagement.schema.drift.Drift;
import org.studentmanagement.schema.fingerprint.Fingerprint;
import org.studentmanagement.schema.fingerprint.TableDifference;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.rehearsal.RehearsalStep.Way;
import org.studentmanagement.schema.rehearsal.RehearsalStep.WrittenTables;
import org.studentmanagement.schema.run.Direction;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.terminal.Refused;

/** One revision, up, down and up again. */
final class RevisionRehearsal {
    /** Runs outside of a transaction, and writes to no table. */
    private static final Pattern CONCURRENT_INDEX = Pattern.compile(
            "(CREATE\\s+(UNIQUE\\s+)?|DROP\\s+)INDEX\\s+CONCURRENTLY\\s[^;]*", Pattern.CASE_INSENSITIVE);

    private final Rehearsal rehearsal;
    private final Migrator migrator;
    private final Revision revision;
    private final List<DeclaredChange> intentions;
    private final List<RehearsalStep> steps = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    RevisionRehearsal(Rehearsal rehearsal, Revision revision) {
        this.rehearsal = rehearsal;
        migrator = rehearsal.migrator;
        this.revision = revision;
        intentions = rehearsal.intentions(revision);
    }

    /** @param known what the rows are, which is brought up to date */
    RehearsedRevision run(KnownRows known) throws SQLException {
        Fingerprint rows = known.without(intentions);
        Schema before = Schema.read(rehearsal.beside);
        Optional<WrittenTables> up = step(Way.UP);
        if (up.isPresent()) {
            List<TableDifference> differences = new ArrayList<>(known.differences(rows, up.get()));
            judgeRows(differences, Way.UP);
            boolean blamed = !differences.isEmpty();
            Schema after = Schema.read(rehearsal.beside);
            Optional<WrittenTables> down = step(Way.DOWN).map(up.get()::and);
            if (down.isPresent()) {
                judgeSchema(before, "down does not restore");
                judgeRows(add(differences, known.differences(rows, down.get())), Way.DOWN);
                Optional<WrittenTables> again = step(Way.AGAIN).map(down.get()::and);
                if (again.isPresent()) {
                    judgeSchema(after, "up again makes another schema than up");
                    if (!blamed) {
                        judgeRows(add(differences, known.differences(rows, again.get())), Way.AGAIN);
                    }
                }
            }
            renew(known, differences);
        }
        return new RehearsedRevision(revision.slug(), steps, faults, remarks, DeclaredChange.of(revision));
    }

    private static List<TableDifference> add(List<TableDifference> all, List<TableDifference> more) {
        all.addAll(more);
        return more;
    }

    /** The next revision is not blamed for what this one has done. */
    private void renew(KnownRows known, List<TableDifference> differences) throws SQLException {
        Set<String> altered = new HashSet<>();
        differences.forEach(difference -> altered.add(difference.table()));
        intentions.forEach(intention -> altered.add(intention.table()));
        if (!altered.isEmpty()) {
            known.renew(altered);
        }
    }

    /** Runs it, and notes what was seen; nothing if it fails, which is then a fault. */
    private Optional<WrittenTables> step(Way way) throws SQLException {
        Direction direction = way == Way.DOWN ? Direction.DOWN : Direction.UP;
        rehearsal.watch.expect(way, !keepsItsLocks(direction));
        try {
            if (direction == Direction.UP) {
                migrator.upgrade("+1");
            } else {
                migrator.downgrade("-1");
            }
        } catch (Refused refused) {
            rehearsal.watch.failed();
            if (!rehearsal.beside.isValid(0) || !migrator.target().connection().isValid(0)) {
                throw refused;
            }
            faults.add("%s fails: %s".formatted(way.words(), refused.getMessage()));
            return Optional.empty();
        }
        RehearsalStep step = rehearsal.watch.step();
        steps.add(step);
        judgeLocks(step);
        return Optional.of(step.touched());
    }

    private boolean keepsItsLocks(Direction direction) throws SQLException {
        return migrator.target().changes().of(revision).isRunInTransaction()
                || migrator.target().script().statements(revision, direction).stream()
                        .allMatch(
                                statement -> CONCURRENT_INDEX.matcher(statement).matches());
    }

    /** The same step a second time is blamed for nothing that it was blamed for the first time. */
    private void judgeLocks(RehearsalStep step) {
        boolean blamed =
                step.way() == Way.AGAIN && steps.get(0).locks().stream().anyMatch(this::tooLong);
        step.locks().stream().filter(lock -> !blamed && tooLong(lock)).forEach(lock -> {
            if (lock.stops().everybody()) {
                faults.add("%s %s, longer than %s."
                        .formatted(step.way().words(), lock.words(), HumanReadable.round(rehearsal.longestLock)));
            } else if (lock.stops() == LockConflict.WRITES_OF_ITS_ROWS && step.rows() > 0) {
                remarks.add("%s %s.".formatted(step.way().words(), lock.words()));
            }
        });
    }

    private boolean tooLong(TableLock lock) {
        return lock.held().compareTo(rehearsal.longestLock) > 0;
    }

    private void judgeRows(List<TableDifference> differences, Way way) {
        for (TableDifference difference : differences) {
            String words = difference.sentence();
            if (way == Way.DOWN) {
                faults.add("down does not restore: %s.".formatted(words));
            } else if (difference.onlyAdded()) {
                remarks.add("%s: %s.".formatted(way.words(), words));
            } else {
                faults.add("%s: %s.".formatted(way.words(), words));
            }
        }
    }

    private void judgeSchema(Schema expected, String sentence) throws SQLException {
        for (Difference difference : Drift.between(Schema.read(rehearsal.beside), expected)) {
            faults.add("%s: %s.".formatted(sentence, difference.words()));
        }
    }
}
