package org.studentmanagement.grading;

/** What the values of tests and marks must be, whoever sends them. The lengths are those of the columns, in code points. */
final class TestValues {
    static final int CODE_LENGTH = 32;
    static final int TITLE_LENGTH = 100;
    static final int CATEGORY_LENGTH = 40;
    static final int REMARK_LENGTH = 500;
    static final int REASON_LENGTH = 500;

    /** Capitals, digits and single hyphens between them, said without a repeated group, for which long text needs a deep stack. */
    static final String CODE = "(?!.*--)[A-Z0-9](?:[A-Z0-9-]*[A-Z0-9])?";

    static final String A_CODE = "must be of capitals, digits and single hyphens, like AAA-2013J-TMA1";

    /** Of {@code numeric(7,2)}. */
    static final int DIGITS = 5;

    static final int DECIMALS = 2;

    static final String A_MAXIMUM = "must be above 0 and at most 99999.99, with at most two decimals";
    static final String A_WEIGHT = "must be 0 to 99999.99, with at most two decimals";
    static final String A_SCORE = "must be 0 to the maximum of the test, with at most two decimals";

    static final String MARKED = "marked";
    static final String ABSENT = "absent";
    static final String EXCUSED = "excused";

    static final String STATE = MARKED + "|" + ABSENT + "|" + EXCUSED;

    static final String A_STATE = "must be marked, absent or excused";

    private TestValues() {}
}
