package org.studentmanagement.course;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.MemberSet;
import org.studentmanagement.api.ServerError;
import org.studentmanagement.api.Sql;

/** The courses that a student has to have completed, with distinction or pass, before enrolling in another. */
@Schema(description = "The courses to be completed before, complete, by code")
record Prerequisites(List<Prerequisite> items) {
    /** A course as what another asks for. */
    @Schema(name = "Prerequisite", description = "A course to be completed before")
    record Prerequisite(
            @Schema(examples = "1") long id,

            @Schema(examples = "AAA-2013J") String code,

            @Schema(examples = "Module AAA, presentation 2013J")
            String name) {}

    private static final String LIST = """
            SELECT c.id, c.code, c.name
            FROM course_prerequisites p JOIN courses c ON c.id = p.prerequisite_id
            WHERE p.course_id = $1
            ORDER BY c.code
            """;

    /** One at a time may make the set of a course another. */
    private static final String LOCK = "SELECT id FROM courses WHERE id = $1 FOR NO KEY UPDATE";

    private static final MemberSet MEMBERS =
            new MemberSet("course_prerequisites", "course_id", "prerequisite_id", "courses");

    static Uni<Prerequisites> of(long course) {
        return Sql.list(Prerequisite.class, LIST, course)
                .call(found -> found.isEmpty()
                        ? Course.mustExist(course)
                        : Uni.createFrom().voidItem())
                .map(Prerequisites::new);
    }

    /** Makes the prerequisites of a course exactly these or, where one does not exist or asks for the course, changes nothing. */
    static Uni<Prerequisites> replace(long course, List<Long> prerequisites) {
        return Sql.transaction(sql -> sql.find(() -> new NoSuchCourse(course), LOCK, course)
                        .flatMap(locked -> MEMBERS.replace(
                                sql, course, prerequisites, unknown -> new UnknownCourses(unknown, prerequisites)))
                        .flatMap(changed -> sql.run(Prerequisite.class, LIST, course)))
                .onFailure(failure -> ServerError.breaks(failure, PrerequisiteCycle.CONSTRAINT))
                .transform(cycle -> new PrerequisiteCycle())
                .map(Prerequisites::new);
    }
}
