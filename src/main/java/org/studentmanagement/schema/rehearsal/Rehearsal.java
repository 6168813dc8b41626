package org.studentmanagement.schema.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.catalog.StoredTables;
import org.studentmanagement.schema.fingerprint.Fingerprint;
import org.studentmanagement.schema.fingerprint.TableDifference;
import org.studentmanagement.schema.lint.ChangesetPreflight;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.rehearsal.RehearsalStep.WrittenTables;
import org.studentmanagement.schema.run.Migrator;

/**
 * Takes a copy of a database through its pending revisions, each up, down and up again, and finds out what that does to
 * its rows, its schema and those who use it. After it the copy is at the revision to which it was to go, unless one failed.
 */
public final class Rehearsal implements AutoCloseable {
    private static final String OBSERVER = "student-management db, observing";

    private final Datasource copy;
    private final Set<DeclaredChange> intended;
    final Duration longestLock;
    private final Consumer<String> progress;
    final Migrator migrator;
    final Connection beside;
    final StepObserver watch;

    /** Rehearses on a copy, which stays. */
    public static RehearsalReport on(
            RehearsalCopy copy,
            String changelog,
            String to,
            Set<DeclaredChange> intended,
            Duration longestLock,
            Consumer<String> progress)
            throws SQLException {
        try (var rehearsal = new Rehearsal(copy.datasource(), changelog, intended, longestLock, progress)) {
            return rehearsal.run(to, copy.source(), copy.rows(), copy.duration());
        }
    }

    Rehearsal(
            Datasource copy,
            String changelog,
            Set<DeclaredChange> intended,
            Duration longestLock,
            Consumer<String> progress)
            throws SQLException {
        this.copy = copy;
        this.intended = intended;
        this.longestLock = longestLock;
        this.progress = progress;
        beside = copy.connect(OBSERVER);
        watch = new StepObserver(beside);
        migrator = new Migrator(copy, changelog, new ChangesetPreflight(watch), watch);
        watch.watches(migrator.target().connection());
    }

    /** Rehearses what is pending up to the named revision. */
    RehearsalReport run(String to, String source, Fingerprint rows, Duration copying) throws SQLException {
        Revisions revisions = migrator.target().revisions();
        List<Revision> plan = revisions.up(to);
        migrator.requireFree(plan);
        long bytes = StoredTables.read(beside).bytes();
        KnownRows known = new KnownRows(copy, rows);
        List<DeclaredChange> all = new ArrayList<>(intended);
        plan.forEach(revision -> all.addAll(DeclaredChange.of(revision)));
        Fingerprint start = known.without(all);
        List<RehearsedRevision> rehearsed = new ArrayList<>();
        for (Revision revision : plan) {
            RehearsedRevision result = new RevisionRehearsal(this, revision).run(known);
            rehearsed.add(result);
            progress.accept("%d of %d  %s".formatted(rehearsed.size(), plan.size(), result.line()));
            if (!result.complete()) {
                break;
            }
        }
        return new RehearsalReport(
                source,
                rows.taken(),
                copying,
                revisions.currentSlug(),
                revisions.slug(to),
                rows.rows(),
                bytes,
                longestLock,
                all.stream().map(DeclaredChange::what).collect(Collectors.toCollection(TreeSet::new)),
                rehearsed,
                plan.stream().skip(rehearsed.size()).map(Revision::slug).toList(),
                atTheEnd(known, start, rehearsed));
    }

    /** All tables, since some changes can be seen in no lock; only what no revision was blamed for. */
    private List<String> atTheEnd(KnownRows known, Fingerprint start, List<RehearsedRevision> rehearsed)
            throws SQLException {
        if (rehearsed.stream().anyMatch(revision -> !revision.faults().isEmpty())) {
            return List.of();
        }
        List<String> faults = new ArrayList<>();
        for (TableDifference difference : known.differences(start, new WrittenTables(Set.of(), true))) {
            if (!difference.onlyAdded()) {
                faults.add("At the end: " + difference.sentence() + ".");
            }
        }
        return faults;
    }

    List<DeclaredChange> intentions(Revision revision) {
        return Stream.concat(DeclaredChange.of(revision).stream(), intended.stream())
                .collect(Collectors.toList());
    }

    @Override
    public void close() throws SQLException {
        watch.failed();
        try {
            migrator.close();
        } finally {
            beside.close();
        }
    }
}
