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

    /**
     * For what an option, a file or a revision is not: {@link ExitCode#USAGE}.
     *
     * @param values take the places in the sentence that {@code %s} and its like hold; without any it stays as it is
     */
    public static Refused usage(String sentence, Object... values) {
        return new Refused(ExitCode.USAGE, said(sentence, values));
    }

    /** For what was begun and did not come to its end: {@link ExitCode#FAILED}. */
    public static Refused failed(String sentence, Object... values) {
        return new Refused(ExitCode.FAILED, said(sentence, values));
    }

    private static String said(String sentence, Object... values) {
        return values.length == 0 ? sentence : sentence.formatted(values);
    }

    /** One of {@link ExitCode}. */
    public int exitCode() {
        return exitCode;
    }
}
