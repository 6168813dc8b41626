package org.studentmanagement.transfer;

/**
 * What becomes of lines that name what is to be deleted.
 *
 * @param done so many rows are deleted, or would be
 * @param absent so many lines name what is not there, or is gone already
 */
public record Deletions(long done, long absent) {
    static final Deletions NONE = new Deletions(0, 0);

    long lines() {
        return done + absent;
    }
}
