package org.studentmanagement.material;

/** What the members of a material may be. */
final class MaterialValues {
    /** Of what files know it by; a UUID has 36. */
    static final int NUMBER_LENGTH = 40;

    static final String NUMBER = "[A-Za-z0-9][A-Za-z0-9._/-]*";

    static final int TITLE_LENGTH = 200;

    /** In characters. */
    static final int DESCRIPTION_LENGTH = 10_000;

    static final int URL_LENGTH = 2_000;

    /** Nothing that a browser would run. The same stands in the constraint of the column. */
    static final String URL = "^https?://\\S+$";

    static final int FILE_NAME_LENGTH = 255;

    private MaterialValues() {}
}
