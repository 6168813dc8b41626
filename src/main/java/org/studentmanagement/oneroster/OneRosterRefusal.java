package org.studentmanagement.oneroster;

/** A request of OneRoster is refused, in its own words. */
class OneRosterRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final String INVALID = "invaliddata";
    static final String FILTER = "invalid_filter_field";
    static final String SELECTION = "invalid_selection_field";
    static final String SORT = "invalid_sort_field";
    static final String UNKNOWN = "unknownobject";
    static final String FORBIDDEN = "forbidden";

    private static final int BAD_REQUEST = 400;
    private static final int REFUSED = 403;
    private static final int NOT_FOUND = 404;
    private static final int UNPROCESSABLE_CONTENT = 422;

    private final int status;
    private final String code;

    /** @param code the minor one, of those that the specification has */
    OneRosterRefusal(String code, String description) {
        this(BAD_REQUEST, code, description);
    }

    private OneRosterRefusal(int status, String code, String description) {
        super(description, null, false, false);
        this.status = status;
        this.code = code;
    }

    static OneRosterRefusal invalid(String description) {
        return new OneRosterRefusal(INVALID, description);
    }

    static OneRosterRefusal unknown(String description) {
        return new OneRosterRefusal(NOT_FOUND, UNKNOWN, description);
    }

    /** What can be read, and cannot be stored. */
    static OneRosterRefusal unfit(String description) {
        return new OneRosterRefusal(UNPROCESSABLE_CONTENT, INVALID, description);
    }

    /** What nobody may do by this service. */
    static OneRosterRefusal forbidden(String description) {
        return new OneRosterRefusal(REFUSED, FORBIDDEN, description);
    }

    String code() {
        return code;
    }

    int status() {
        return status;
    }
}
