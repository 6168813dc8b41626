package org.studentmanagement.transfer;

/** A value that cannot be stored. The message completes the sentence that names file, line and column. */
public class RefusedValueException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Without a stack trace, since there may be one in each of millions of rows. */
    RefusedValueException(String reason) {
        super(reason, null, false, false);
    }
}
