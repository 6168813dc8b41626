package org.studentmanagement.transfer;

/** What became of one file's rows, or would have become of them had they been stored. */
public record Tally(String file, long added, long changed, Deletions deletions, long refused, long rows) {
    /** Of a file the lines of which delete nothing. */
    public Tally(String file, long added, long changed, long refused, long rows) {
        this(file, added, changed, Deletions.NONE, refused, rows);
    }

    public long unchanged() {
        return rows - refused - changed - added - deletions.lines();
    }

    /** Whether something is to be stored or deleted. */
    boolean changes() {
        return added + changed + deletions.done() > 0;
    }
}
