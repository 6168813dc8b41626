package org.studentmanagement.oneroster;

import java.util.List;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Sheet;

/** The files that are taken, in the order in which they are stored. */
final class RosterSheets {
    /** Categories come before the tests, which would make them in the order of theirs. */
    static final List<Sheet> BEFORE = List.of(GradebookFiles.categories());

    static final List<Sheet> BEHIND = List.of(
            SchoolFiles.orgs(),
            SchoolFiles.sessions(),
            ClassFiles.courses(),
            ClassFiles.classes(),
            PeopleFiles.users(),
            told(RosterFile.ROLES, List.of(RosterColumns.id("userSourcedId"), RosterColumns.word("role"))),
            PeopleFiles.demographics(),
            EnrollmentFiles.enrollments(),
            GradebookFiles.lineItems(),
            ScaleFiles.scoreScales(),
            told(RosterFile.LINE_ITEM_SCORE_SCALES, List.of()),
            GradebookFiles.results(),
            told(RosterFile.RESULT_SCORE_SCALES, List.of()),
            ResourceFiles.resources(),
            told(RosterFile.COURSE_RESOURCES, ResourceFiles.link("courseSourcedId")),
            told(RosterFile.CLASS_RESOURCES, ResourceFiles.link("classSourcedId")));

    private RosterSheets() {}

    /** What belongs to other records is read for their sake, and nothing of it is kept by itself. */
    private static RosterSheet told(RosterFile file, List<Column> columns) {
        return new RosterSheet(
                file,
                RosterColumns.of(columns),
                List.of(),
                List.of(),
                List.of("SELECT 0::bigint AS line, false AS is_new WHERE false"),
                List.of());
    }
}
