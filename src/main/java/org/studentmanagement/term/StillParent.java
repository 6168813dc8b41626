package org.studentmanagement.term;

import java.util.List;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.SharedResponse;

/** 409: a term cannot go, or become of another kind, while others have it as their parent. */
class StillParent extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String OR_TAKEN =
            SharedResponse.EXISTS + ". Or: the kind is to change of what others have as their parent";

    private StillParent(String sentence, List<Problem.Fault> faults) {
        super(StatusCode.CONFLICT, "still-parent", "Others have it as their parent", sentence, faults);
    }

    @Example(when = SharedResponse.IN_USE, path = "/api/terms/1")
    static StillParent exampleOfDeletion() {
        return deleted(2);
    }

    @Example(when = OR_TAKEN, name = "still-parent-kind", path = "/api/terms/1")
    static StillParent exampleOfChange() {
        return changed("term", 2);
    }

    static StillParent deleted(long children) {
        return new StillParent(
                "The term is the parent of others: %d. Delete these first, or send them another parent_id."
                        .formatted(children),
                List.of());
    }

    static StillParent changed(String kind, long children) {
        return new StillParent(
                "It is the parent of others: %d. Send %s as its kind, or send these another parent_id first."
                        .formatted(children, kind),
                List.of(Problem.Fault.at("/kind", "must stay " + kind)));
    }
}
