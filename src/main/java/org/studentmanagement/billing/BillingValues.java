package org.studentmanagement.billing;

/** What the values of fees and payments must be, whoever sends them. The lengths are those of the columns, in code points. */
final class BillingValues {
    static final int DISCOUNT_REASON_LENGTH = 200;
    static final int REFERENCE_LENGTH = 100;
    static final int REASON_LENGTH = 500;

    static final String CASH = "cash";

    /** How money is paid. */
    static final String METHOD = CASH + "|card|bank|upi";

    static final String A_METHOD = "must be cash, card, bank or upi";

    private BillingValues() {}
}
