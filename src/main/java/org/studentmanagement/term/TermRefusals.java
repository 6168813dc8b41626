package org.studentmanagement.term;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.List;
import org.studentmanagement.api.ConstraintRefusal;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;

/** What the constraints of {@code terms} over several columns stand for. */
@ApplicationScoped
class TermRefusals {
    /** It refuses a parent, the deletion of one, and another kind of one. */
    private record OfParent(String constraint) implements ConstraintRefusal {
        @Override
        public ProblemException explain(Row row) {
            Term term = (Term) row;
            return UnfitParent.of(term).orElseGet(() -> {
                long children = Term.count("parentId", term.id);
                Term stored = Term.findById(term.id);
                return stored == null || stored.kind.equals(term.kind)
                        ? StillParent.deleted(children)
                        : StillParent.changed(stored.kind, children);
            });
        }
    }

    private record OfDays(String constraint) implements ConstraintRefusal {
        @Override
        public ProblemException explain(Row row) {
            return ProblemException.invalid(List.of(
                    Problem.Fault.at("/ends_on", "must not be before begins_on: send that day or a later one")));
        }
    }

    @Produces
    ConstraintRefusal ofParent() {
        return new OfParent("terms_parent_id_parent_kind_fkey");
    }

    @Produces
    ConstraintRefusal ofDays() {
        return new OfDays("terms_check");
    }
}
