package org.studentmanagement.api;

/** The database has refused to store or delete the row. What the constraint stands for is asked once the transaction has ended. */
class RefusedRow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Row row;

    RefusedRow(Row row, Throwable refused) {
        super(refused);
        this.row = row;
    }

    Row row() {
        return row;
    }
}
