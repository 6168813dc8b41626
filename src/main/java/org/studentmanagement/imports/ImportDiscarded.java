package org.studentmanagement.imports;

/** Nobody wants the import any more that is under way. */
class ImportDiscarded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ImportDiscarded() {
        super(null, null, false, false);
    }
}
