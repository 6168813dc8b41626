package org.studentmanagement.grading;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.ConstraintRefusal;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;
import org.studentmanagement.api.SharedResponse;

/** 409: a category cannot go while tests are of it. */
class CategoryInUse extends ProblemException {
    private static final long serialVersionUID = 1L;

    private CategoryInUse() {
        super(
                StatusCode.CONFLICT,
                "category-in-use",
                "Tests are of this category",
                "There are tests of this category. Give these another one first.");
    }

    @Example(when = SharedResponse.IN_USE)
    static CategoryInUse example() {
        return new CategoryInUse();
    }

    @ApplicationScoped
    static class Refusal implements ConstraintRefusal {
        @Override
        public String constraint() {
            return "tests_category_fkey";
        }

        @Override
        public ProblemException explain(Row row) {
            return new CategoryInUse();
        }

        @Override
        public Optional<ProblemException> explain() {
            return Optional.of(new CategoryInUse());
        }
    }
}
