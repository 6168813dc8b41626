package org.studentmanagement.oneroster;

/** A request of OneRoster is refused, in its own words. */
class OneRosterRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final String INVALID = "invaliddata";
    static final String FILTER = "invalid_filter_field";
    static final String SELECTION = "invalid_selection_field";
    static final String SORT = "invalid_sort_field";
    static final String UNKNOWN = "unknownobject";

    private final String code;

    /** @param code the minor one, of those that the specification has */
    OneRosterRefusal(String code, String description) {
        super(description, null, false, false);
        this.code = code;
    }

    static OneRosterRefusal invalid(String description) {
        return new OneRosterRefusal(INVALID, description);
    }

    static OneRosterRefusal unknown(String description) {
        return new OneRosterRefusal(UNKNOWN, description);
    }

    String code() {
        return code;
    }

    int status() {
        return code.equals(UNKNOWN) ? 404 : 400;
    }
}
