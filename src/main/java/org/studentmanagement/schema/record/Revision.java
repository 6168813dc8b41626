package org.studentmanagement.schema.record;

import java.time.Instant;
import java.util.Locale;

/**
 * A changeset, as the changelog and the database know it.
 *
 * @param slug the changeset's id
 * @param file its path in the changelog; the database records the same
 * @param applied when; null for one that is pending, or where no database was asked
 * @param outOfOrder whether one that stands later in the changelog was applied before it, as happens when two branches
 *     added one each
 */
public record Revision(String slug, String file, State state, Instant applied, boolean outOfOrder) {
    public Revision asApplied() {
        return new Revision(slug, file, State.APPLIED, applied, outOfOrder);
    }

    /** Whether the file is named by a day and the id, as those of this service are: other applications may keep their record here. */
    public boolean named() {
        return file.matches("(.*/)?\\d{8}_.*") && Changelog.slug(file).equals(slug);
    }

    /** Unexpected is one that the database has and the changelog has not: a newer version of the service added it. */
    public enum State {
        APPLIED,
        PENDING,
        UNEXPECTED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
