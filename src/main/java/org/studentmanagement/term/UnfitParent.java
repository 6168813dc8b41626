package org.studentmanagement.term;

import java.util.List;
import java.util.Optional;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;

/** 422: what was sent as the parent of a term is none that it may have. */
class UnfitParent extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN = "It cannot have the parent: nothing was stored";

    private UnfitParent(String sentence, String fault) {
        super(
                UNPROCESSABLE_CONTENT,
                "unfit-parent",
                "It cannot have this parent",
                sentence + " Nothing was stored.",
                List.of(Problem.Fault.at("/parent_id", fault)));
    }

    @Example(when = WHEN, path = "/api/terms")
    private static UnfitParent ofSchoolYear() {
        return new UnfitParent("A school year has no parent: leave parent_id out, or send null.", "must be null");
    }

    /** None where the parent is one that the term may have. */
    static Optional<ProblemException> of(Term term) {
        if (term.parentId == null) {
            return Optional.empty();
        }
        Optional<String> wanted = TermValues.parentOf(term.kind);
        if (wanted.isEmpty()) {
            return Optional.of(ofSchoolYear());
        }
        String kind = TermValues.words(wanted.get());
        String expected = "The parent of %s is %s: send the id of %s, or null."
                .formatted(TermValues.words(term.kind), kind, kind);
        Term parent = Term.findById(term.parentId);
        if (parent == null) {
            return Optional.of(new UnfitParent(
                    "No term has the id %d. ".formatted(term.parentId) + expected, "is the id of no term"));
        }
        if (parent.id.equals(term.id) || !parent.kind.equals(wanted.get())) {
            return Optional.of(new UnfitParent(expected, "must be the id of " + kind));
        }
        return Optional.empty();
    }
}
