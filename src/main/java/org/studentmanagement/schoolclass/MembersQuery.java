package org.studentmanagement.schoolclass;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.PageQuery;
import org.studentmanagement.api.ProblemException;

/** Which members of a class are asked for: the present ones, unless it says otherwise. */
public class MembersQuery extends PageQuery {
    /** Who was in the class before and came back is shown once. */
    private static final String LAST_STAY =
            "m.class_id = %1$s AND NOT EXISTS (SELECT FROM class_members later WHERE later.class_id = %1$s"
                    + " AND later.student_id = m.student_id AND (later.joined_on, later.id) > (m.joined_on, m.id))";

    @QueryParam("q")
    @Parameter(description = "Text that the student's name, number or e-mail address contains, without regard to case")
    String q;

    @QueryParam("on")
    @Parameter(description = "Those who were members on that day", example = "2026-09-01")
    LocalDate on;

    @QueryParam("history")
    @DefaultValue("false")
    @Parameter(description = "Whether former members are shown, too, each with the last stay; not together with on")
    boolean history;

    Listing<RegisterEntry> narrow(Listing<RegisterEntry> members, long schoolClass) {
        if (history && on != null) {
            throw ProblemException.invalidParameter("history", "must not come together with on");
        }
        if (history) {
            return members.where(LAST_STAY, schoolClass);
        }
        members.where("m.class_id = %s", schoolClass);
        return on == null
                ? members.where("m.left_on IS NULL AND %s", true)
                : members.where("m.joined_on <= %1$s AND (m.left_on IS NULL OR m.left_on > %1$s)", on);
    }
}
