package org.studentmanagement.terminal;

/** What a command exits with; its help says when. */
public final class ExitCode {
    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    public static final int REFUSED = 3;
    public static final int UNFIT = 4;

    private ExitCode() {}
}
