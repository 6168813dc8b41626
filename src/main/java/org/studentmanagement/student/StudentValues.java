package org.studentmanagement.student;

/**
 * What the values of a student must be, whoever sends them. The lengths are those of the columns, in code points. The patterns
 * mean the same to Java, JavaScript and PostgreSQL, and repeat no group, so that text of any length is soon told.
 */
public final class StudentValues {
    public static final int NUMBER_LENGTH = 32;
    public static final int NAME_LENGTH = 100;
    public static final int EMAIL_LENGTH = 120;

    public static final String NUMBER = "[A-Za-z0-9][A-Za-z0-9._/-]*";

    /** Beyond ASCII, what shows nothing. */
    private static final String UNSEEN =
            "\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f"
                    + "\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164\\ufdd0-\\ufdef\\ufe00-\\ufe0f\\ufeff\\uffa0"
                    + "\\ufff0-\\ufffb\\ufffe\\uffff";

    /**
     * A local part of at most 64 characters that would need no quotes, and a domain of letters, digits, hyphens and dots, all
     * of any alphabet; no dot or hyphen where there is nothing to part.
     */
    public static final String EMAIL = "(?![.])(?!.*[.][.@])[^\\u0001-\\u0020\"(),:;<>@\\[\\\\\\]" + UNSEEN + "]{1,64}@"
            + "(?![.-])(?!.*[.][.-])(?!.*-[.])(?!.*[.-]$)[^\\u0001-,/:-@\\[-`{-~" + UNSEEN + "]+";

    private StudentValues() {}
}
