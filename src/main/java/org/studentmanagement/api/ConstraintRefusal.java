package org.studentmanagement.api;

import java.util.Optional;

/**
 * A bean of the feature that has the constraint, to say why the database refuses a row of its own or of another feature, which
 * need not know it. What is {@link Unique} needs none.
 */
public interface ConstraintRefusal {
    /** The name in the database. */
    String constraint();

    /** @param row that was to be stored or deleted */
    ProblemException explain(Row row);

    /** Of a statement of {@link Sql}, which may be about many rows. Nothing where a row is needed to say it. */
    default Optional<ProblemException> explain() {
        return Optional.empty();
    }
}
