package org.studentmanagement.terminal;

/** What does not happen, or not to its end. The message is one sentence for an operator: why, and what to do. */
public class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /** Refused for the sake of safety: {@link ExitCode#REFUSED}. */
    public Refused(String sentence) {
        this(ExitCode.REFUSED, sentence);
    }

    public Refused(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    /** One of {@link ExitCode}. */
    public int exitCode() {
        return exitCode;
    }
}
