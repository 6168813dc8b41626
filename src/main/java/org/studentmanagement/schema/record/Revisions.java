package org.studentmanagement.schema.record;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.studentmanagement.schema.catalog.RecordTables;
import org.studentmanagement.schema.record.Revision.State;
import org.studentmanagement.terminal.Refused;

/**
 * All revisions as of one moment: first the applied ones in the order in which they were, then the pending ones in the
 * order of the changelog. A revision is named by its slug, an unambiguous beginning of it, {@code head}, {@code base}, or
 * by its distance from the current one, as in {@code +1} and {@code -2}.
 *
 * @param applied those that the database has, unexpected ones among them
 */
public record Revisions(List<Revision> applied, List<Revision> pending, List<String> files) {
    public static final String HEAD = "head";
    public static final String BASE = "base";

    private static final int NAMED = 3;

    /** Reads what the database has of the files of a changelog. It takes two queries and no Liquibase. */
    public static Revisions read(Connection connection, List<String> files) throws SQLException {
        List<Revision> applied = new ArrayList<>();
        int newest = -1;
        for (Revision record : Revision.recorded(connection)) {
            int place = files.indexOf(record.file());
            State state = place < 0 ? State.UNEXPECTED : State.APPLIED;
            applied.add(
                    new Revision(record.slug(), record.file(), state, record.applied(), place >= 0 && place < newest));
            newest = Math.max(newest, place);
        }
        Set<String> known = applied.stream().map(Revision::file).collect(Collectors.toSet());
        return new Revisions(applied, pending(files, known, newest), files);
    }

    /** @throws Refused if the table of changesets is another application's; it says whose, and the way out */
    public void requireOwn() {
        List<Revision> unexpected = unexpected();
        boolean own = unexpected.stream().anyMatch(Revision::named);
        if (own || unexpected.isEmpty() || unexpected.size() < applied.size()) {
            return;
        }
        List<String> others = applied.stream().map(Revision::file).distinct().toList();
        throw new Refused(("""
                The table %1$s is another application's: its changesets are of %2$s%3$s, and none is of this one. Nothing was changed.
                To keep both in one schema, give this one tables of its own, by QUARKUS_LIQUIBASE_DATABASE_CHANGE_LOG_TABLE_NAME=school_changelog, here and where it serves.
                To keep them apart, give it a schema of its own, by CREATE SCHEMA school and currentSchema=school in the JDBC URL.""")
                .formatted(
                        RecordTables.changelog(),
                        String.join(", ", others.subList(0, Math.min(others.size(), NAMED))),
                        others.size() > NAMED ? ", …" : ""));
    }

    /** What a database would have that stands at the revision, without asking one. */
    public static Revisions assumed(List<String> files, String current) {
        List<Revision> all = pending(files, Set.of(), -1);
        int position = new Revisions(List.of(), all, files).position(current);
        List<Revision> applied = all.subList(0, position).stream()
                .map(revision -> new Revision(revision.slug(), revision.file(), State.APPLIED, null, false))
                .toList();
        return new Revisions(applied, all.subList(position, all.size()), files);
    }

    private static List<Revision> pending(List<String> files, Set<String> recorded, int newest) {
        List<Revision> pending = new ArrayList<>();
        for (int place = 0; place < files.size(); place++) {
            String file = files.get(place);
            if (!recorded.contains(file)) {
                pending.add(new Revision(Changelog.slug(file), file, State.PENDING, null, place < newest));
            }
        }
        return pending;
    }

    public List<Revision> all() {
        return Stream.concat(applied.stream(), pending.stream()).toList();
    }

    public List<Revision> unexpected() {
        return applied.stream()
                .filter(revision -> revision.state() == State.UNEXPECTED)
                .toList();
    }

    /** The same without the unexpected ones. */
    public Revisions expected() {
        return new Revisions(
                applied.stream()
                        .filter(revision -> revision.state() != State.UNEXPECTED)
                        .toList(),
                pending,
                files);
    }

    /**
     * The last of the changelog, and where the database has unexpected ones the last of those too: then another branch
     * has gone its own way, and both come together when its changesets are in the changelog.
     */
    public List<Revision> heads() {
        List<Revision> unexpected = unexpected();
        String last = files.get(files.size() - 1);
        return Stream.concat(
                        all().stream().filter(revision -> revision.file().equals(last)),
                        unexpected.stream().skip(Math.max(unexpected.size() - 1, 0)))
                .toList();
    }

    public Optional<Revision> current() {
        return at(applied.size());
    }

    public String currentSlug() {
        return slugAt(applied.size());
    }

    public boolean atHead() {
        return pending.isEmpty() && unexpected().isEmpty();
    }

    /** The pending revisions to run, in this order, so that the database has the named one. */
    public List<Revision> up(String name) {
        int position = position(name);
        if (position < applied.size() && (name.startsWith("-") || name.equals(BASE))) {
            throw Refused.usage(name + " lies below the current revision; to get there, use downgrade.");
        }
        return pending.subList(0, Math.max(position - applied.size(), 0));
    }

    /** The applied revisions to undo, in this order, so that the named one becomes the current one. */
    public List<Revision> down(String name) {
        int position = position(name);
        if (position > applied.size()) {
            throw Refused.usage(
                    "%s is not applied, so the database cannot go down to it; to get there, use upgrade.",
                    slugAt(position));
        }
        List<Revision> undone = new ArrayList<>(applied.subList(position, applied.size()));
        Collections.reverse(undone);
        return undone;
    }

    public Optional<Revision> find(String name) {
        return at(position(name));
    }

    /** The slug that a name stands for at this moment, or {@code base}: later, {@code +1} may be another. */
    public String slug(String name) {
        return slugAt(position(name));
    }

    /** How many are applied where the named one is the current one. */
    public int position(String name) {
        if (name.equals(HEAD)) {
            return all().size();
        }
        if (name.equals(BASE)) {
            return 0;
        }
        return name.matches("[+-]\\d{1,6}") ? relative(name) : place(name);
    }

    private int relative(String name) {
        int position = applied.size() + Integer.parseInt(name);
        if (position > applied.size() + pending.size()) {
            throw Refused.usage("%s is past the head: %d pending.", name, pending.size());
        }
        if (position < 0) {
            throw Refused.usage("%s is below the base: %d applied.", name, applied.size());
        }
        return position;
    }

    private int place(String name) {
        List<String> slugs = all().stream().map(Revision::slug).toList();
        List<String> found = slugs.contains(name)
                ? List.of(name)
                : slugs.stream().filter(slug -> slug.startsWith(name)).toList();
        if (found.isEmpty() || name.isEmpty()) {
            throw Refused.usage(
                    "There is no revision %s: name one of those that history lists, or head, base, +1 or -1.", name);
        }
        if (found.size() > 1) {
            throw Refused.usage(
                    "%s is the beginning of %d revisions, %s and %s among them: write more of the one.",
                    name, found.size(), found.get(0), found.get(1));
        }
        return slugs.indexOf(found.get(0)) + 1;
    }

    private Optional<Revision> at(int position) {
        return position == 0 ? Optional.empty() : Optional.of(all().get(position - 1));
    }

    private String slugAt(int position) {
        return at(position).map(Revision::slug).orElse(BASE);
    }
}
