package org.studentmanagement.course;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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

    /** Id of a course that was named and does not exist. */
    record Missing(long id) {}

    private static final String LIST = """
            SELECT c.id, c.code, c.name
            FROM course_prerequisites p JOIN courses c ON c.id = p.prerequisite_id
            WHERE p.course_id = $1
            ORDER BY c.code
            """;

    /** One at a time may make the set of a course another. */
    private static final String LOCK = "SELECT id FROM courses WHERE id = $1 FOR NO KEY UPDATE";

    private static final String REPLACE = """
            WITH known AS (SELECT id FROM courses WHERE id = ANY($2::bigint[]) ORDER BY id FOR KEY SHARE),
              missing AS (SELECT id FROM unnest($2::bigint[]) AS asked (id) WHERE id NOT IN (SELECT id FROM known)),
              removed AS (
                DELETE FROM course_prerequisites
                WHERE course_id = $1 AND prerequisite_id <> ALL($2::bigint[]) AND NOT EXISTS (SELECT FROM missing)),
              added AS (
                INSERT INTO course_prerequisites (course_id, prerequisite_id)
                SELECT $1, id FROM known WHERE NOT EXISTS (SELECT FROM missing)
                ORDER BY id
                ON CONFLICT DO NOTHING)
            SELECT id FROM missing
            """;

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
                        .flatMap(locked -> sql.run(Missing.class, REPLACE, course, prerequisites.toArray(Long[]::new)))
                        .invoke(missing -> {
                            if (!missing.isEmpty()) {
                                throw new UnknownCourses(
                                        missing.stream().map(Missing::id).collect(Collectors.toSet()), prerequisites);
                            }
                        })
                        .flatMap(changed -> sql.run(Prerequisite.class, LIST, course)))
                .onFailure(failure -> ServerError.breaks(failure, PrerequisiteCycle.CONSTRAINT))
                .transform(cycle -> new PrerequisiteCycle())
                .map(Prerequisites::new);
    }
}
