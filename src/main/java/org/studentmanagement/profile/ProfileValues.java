package org.studentmanagement.profile;

/** What the values of a profile must be, whoever sends them. The lengths are those of the columns, in code points. */
final class ProfileValues {
    static final int REGISTRATION_NUMBER_LENGTH = 32;
    static final int NAME_LENGTH = 100;
    static final int PHONE_LENGTH = 32;
    static final int ADDRESS_LENGTH = 1_000;
    static final int POPUP_LENGTH = 1_000;

    /** As authorities write them, who have slashes and spaces in theirs. */
    static final String REGISTRATION_NUMBER = "[A-Za-z0-9][A-Za-z0-9 ._/-]*";

    static final String PHONE = "[+]?[0-9][0-9 ()./-]*";

    static final String A_REGISTRATION_NUMBER =
            "must be of letters, digits, spaces and . _ / - only, and begin with a letter or digit";

    static final String A_PHONE = "must be a telephone number like +49 30 123456";

    private ProfileValues() {}
}
