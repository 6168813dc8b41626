package org.studentmanagement.transfer;

/**
 * What an import is to do beside storing.
 *
 * @param dryRun count, and store nothing
 * @param skipInvalid store the other rows where some are refused
 * @param withdrawMissing take away what is stored and in no line of a sheet that has {@link Sheet#missing}
 * @param share in percent of what is present: more is taken away only where {@code withdrawals} allows it
 * @param withdrawals so many may be taken away, however large their share; 0 where nobody has said a number
 */
public record ImportOptions(boolean dryRun, boolean skipInvalid, boolean withdrawMissing, int share, long withdrawals) {
    static final ImportOptions NONE = new ImportOptions(false, false, false, 0, 0);

    /** Of everything. */
    static final int ALL = 100;

    /** The same, where nobody has said a number. */
    public ImportOptions withoutNumber() {
        return new ImportOptions(dryRun, skipInvalid, withdrawMissing, share, 0);
    }

    /** Whether so many may be taken away. */
    public boolean allow(Withdrawals found) {
        return found.number() <= withdrawals || found.number() * ALL <= found.of() * share;
    }
}
