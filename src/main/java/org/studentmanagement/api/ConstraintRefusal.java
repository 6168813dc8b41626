package org.studentmanagement.api;

/**
 * A bean of the feature that has the constraint, to say why the database refuses a row of its own or of another feature, which
 * need not know it. What is {@link Unique} needs none.
 */
public interface ConstraintRefusal {
    /** The name in the database. */
    String constraint();

    /** @param row that was to be stored or deleted */
    ProblemException explain(Row row);
}
