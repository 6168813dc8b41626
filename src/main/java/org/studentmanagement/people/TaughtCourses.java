package org.studentmanagement.people;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.Sql;

/** What somebody teaches. */
@Schema(description = "The courses that a teacher teaches, complete, by code")
record TaughtCourses(List<TaughtCourse> items) {
    @Schema(name = "TaughtCourse", description = "A course that a teacher teaches")
    record TaughtCourse(
            @Schema(examples = "1") long id,

            @Schema(examples = "AAA-2013J") String code,

            @Schema(examples = "Module AAA, presentation 2013J")
            String name,

            @Schema(description = "Id of the term in which it is held", examples = "1", nullable = true)
            Long termId) {}

    private static final String LIST = """
            SELECT c.id, c.code, c.name, c.term_id
            FROM course_teachers t JOIN courses c ON c.id = t.course_id
            WHERE t.teacher_id = $1
            ORDER BY c.code
            """;

    static Uni<TaughtCourses> of(long teacher) {
        return Sql.list(TaughtCourse.class, LIST, teacher)
                .call(found -> found.isEmpty()
                        ? Teacher.mustExist(teacher)
                        : Uni.createFrom().voidItem())
                .map(TaughtCourses::new);
    }
}
