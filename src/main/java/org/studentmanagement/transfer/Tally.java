package org.studentmanagement.transfer;

/** What became of one file's rows, or would have become of them had they been stored. */
public record Tally(String file, long added, long changed, long refused, long rows) {
    public long unchanged() {
        return rows - refused - changed - added;
    }
}
