package org.studentmanagement.term;

import java.util.Optional;

/** What the values of a term must be, whoever sends them. The lengths are those of the columns, in code points. */
public final class TermValues {
    public static final int CODE_LENGTH = 32;
    public static final int NAME_LENGTH = 100;

    /** Of the longest kind. */
    public static final int KIND_LENGTH = 14;

    /** Capitals, digits and single hyphens between them, said without a repeated group, for which long text needs a deep stack. */
    public static final String CODE = "(?!.*--)[A-Z0-9](?:[A-Z0-9-]*[A-Z0-9])?";

    static final String SCHOOL_YEAR = "school_year";
    static final String TERM = "term";
    static final String GRADING_PERIOD = "grading_period";

    public static final String KIND = SCHOOL_YEAR + "|" + TERM + "|" + GRADING_PERIOD;

    static final String A_CODE = "must be of capitals, digits and single hyphens, like 2013J";
    static final String A_KIND = "must be school_year, term or grading_period";

    private TermValues() {}

    /** Of which kind the parent is, if one of this kind may have one. */
    static Optional<String> parentOf(String kind) {
        return switch (kind) {
            case TERM -> Optional.of(SCHOOL_YEAR);
            case GRADING_PERIOD -> Optional.of(TERM);
            default -> Optional.empty();
        };
    }

    /** In words, as in "a school year". */
    static String words(String kind) {
        return "a " + kind.replace('_', ' ');
    }
}
