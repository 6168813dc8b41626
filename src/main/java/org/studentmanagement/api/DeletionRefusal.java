package org.studentmanagement.api;

/**
 * Implemented by a feature whose rows refer to another's, to say why the other one cannot be deleted. The other feature
 * need not know it.
 */
public interface DeletionRefusal {
    /** The foreign key that refuses. */
    String constraint();

    /** @param id of the row that was to be deleted */
    ProblemException explain(long id);
}
