package org.studentmanagement.schoolclass;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.ConstraintRefusal;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Row;
import org.studentmanagement.api.SharedResponse;

/** 409: a class cannot go that students are in, or were. */
class StillHasMembers extends ProblemException {
    private static final long serialVersionUID = 1L;

    @Example(when = SharedResponse.IN_USE, path = "/api/classes/1")
    static StillHasMembers example() {
        return new StillHasMembers(28);
    }

    private StillHasMembers(long members) {
        super(
                StatusCode.CONFLICT,
                "still-has-members",
                "Students are in it, or were",
                "The class has students, present and former: %d. It stays, as the record of where they were."
                        .formatted(members));
    }

    @ApplicationScoped
    static class Refusal implements ConstraintRefusal {
        @Override
        public String constraint() {
            return "class_members_class_id_fkey";
        }

        @Override
        public ProblemException explain(Row row) {
            return new StillHasMembers(ClassMember.count("schoolClass.id", row.id));
        }
    }
}
