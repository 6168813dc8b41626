package org.studentmanagement.migration.proof.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.migration.Migrations;
import org.studentmanagement.migration.Revision;
import org.studentmanagement.migration.proof.fingerprint.Fingerprint;
import org.studentmanagement.migration.proof.fingerprint.TableDifference;
import org.studentmanagement.migration.proof.rehearsal.Step.Touched;

/**
 * Takes a copy of a database through its pending revisions, each up, down and up again, and finds out what that does to
 * its rows, its schema and those who use it. After it the copy is at the revision to which it was to go, unless one failed.
 */
final class Rehearsal implements AutoCloseable {
    /** What was found in a copy; {@link RehearsalReport} has the rest. */
    record Outcome(
            String from,
            String to,
            long rows,
            long bytes,
            List<RehearsedRevision> revisions,
            List<String> notRehearsed,
            List<String> faults) {}

    private final Datasource copy;
    private final Set<Intention> intended;
    private final Duration longestLock;
    private final Consumer<String> progress;
    private final Migrations migrations;
    private final Connection beside;
    private final StepWatch watch;

    /**
     * @param intended what may be altered besides that which the changesets themselves name
     * @param longestLock how long a lock may stop reads or writes
     * @param progress is told a line for each revision
     */
    Rehearsal(
            Datasource copy, String changelog, Set<Intention> intended, Duration longestLock, Consumer<String> progress)
            throws SQLException {
        this.copy = copy;
        this.intended = intended;
        this.longestLock = longestLock;
        this.progress = progress;
        beside = copy.connect("student-management db, observing");
        watch = new StepWatch(beside);
        migrations = Migrations.open(copy, changelog, watch);
        watch.watches(migrations.connection());
    }

    /** Rehearses what is pending up to the named revision. */
    Outcome run(String to) throws SQLException {
        String from = migrations.revisions().currentSlug();
        String goal = migrations.revisions().slug(to);
        List<Revision> plan = migrations.revisions().up(goal);
        long bytes = Tables.read(beside).bytes();
        KnownRows known = KnownRows.take(copy);
        long rows = known.count();
        List<Intention> all = new ArrayList<>(intended);
        plan.forEach(revision -> all.addAll(Intention.of(revision)));
        Fingerprint start = known.without(all);
        List<RehearsedRevision> rehearsed = new ArrayList<>();
        for (Revision revision : plan) {
            RehearsedRevision result = new RevisionRehearsal(
                            revision, intentions(revision), longestLock, migrations, beside, watch)
                    .run(known);
            rehearsed.add(result);
            progress.accept("%d of %d  %s".formatted(rehearsed.size(), plan.size(), RehearsalText.line(result)));
            if (!result.complete()) {
                break;
            }
        }
        List<String> left =
                plan.stream().skip(rehearsed.size()).map(Revision::slug).toList();
        return new Outcome(from, goal, rows, bytes, rehearsed, left, atTheEnd(known, start, rehearsed));
    }

    /** All tables, since some changes can be seen in no lock; only what no revision was blamed for. */
    private List<String> atTheEnd(KnownRows known, Fingerprint start, List<RehearsedRevision> rehearsed)
            throws SQLException {
        if (rehearsed.stream().anyMatch(revision -> !revision.faults().isEmpty())) {
            return List.of();
        }
        List<String> faults = new ArrayList<>();
        for (TableDifference difference : known.differences(start, new Touched(Set.of(), true))) {
            if (!Altered.onlyAdded(difference)) {
                faults.add("At the end: " + Altered.words(difference) + ".");
            }
        }
        return faults;
    }

    private List<Intention> intentions(Revision revision) {
        return Stream.concat(Intention.of(revision).stream(), intended.stream()).collect(Collectors.toList());
    }

    @Override
    public void close() throws SQLException {
        watch.failed();
        try {
            migrations.close();
        } finally {
            beside.close();
        }
    }
}
