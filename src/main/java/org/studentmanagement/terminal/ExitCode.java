package org.studentmanagement.terminal;

/** What a {@code db} command exits with. The texts are those of its help. */
public final class ExitCode {
    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    public static final int REFUSED = 3;
    public static final int UNFIT = 4;

    public static final String DONE_TEXT = "0:Done, or nothing to do.";
    public static final String FAILED_TEXT = "1:The database or a revision failed; the revisions before it stay.";
    public static final String USAGE_TEXT = "2:An option or a revision cannot be used; nothing is changed.";
    public static final String REFUSED_TEXT = "3:Refused, because it would not be safe; the message says why.";
    public static final String UNFIT_TEXT = "4:A check found the schema not as it should be.";

    private ExitCode() {}
}
