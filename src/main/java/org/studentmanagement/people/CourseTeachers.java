package org.studentmanagement.people;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.MemberSet;
import org.studentmanagement.api.Sql;
import org.studentmanagement.course.Course;
import org.studentmanagement.course.NoSuchCourse;

/** Who teaches a course, by the names alone: students see it too. */
@Schema(description = "Who teaches a course, complete, by name")
record CourseTeachers(List<TeacherOfCourse> items) {
    @Schema(name = "TeacherOfCourse", description = "Somebody who teaches a course")
    record TeacherOfCourse(
            @Schema(examples = "1") long id,

            @Schema(examples = "Mary Somerville") String name) {}

    private static final String LIST = """
            SELECT t.id, t.name
            FROM course_teachers ct JOIN teachers t ON t.id = ct.teacher_id
            WHERE ct.course_id = $1
            ORDER BY t.name, t.id
            """;

    /** One at a time may make the set of a course another. */
    private static final String LOCK = "SELECT id FROM courses WHERE id = $1 FOR NO KEY UPDATE";

    private static final MemberSet MEMBERS = new MemberSet("course_teachers", "course_id", "teacher_id", "teachers");

    static Uni<CourseTeachers> of(long course) {
        return Sql.list(TeacherOfCourse.class, LIST, course)
                .call(found -> found.isEmpty()
                        ? Course.mustExist(course)
                        : Uni.createFrom().voidItem())
                .map(CourseTeachers::new);
    }

    /** Makes the teachers of a course exactly these or, where one does not exist, changes nothing. */
    static Uni<CourseTeachers> replace(long course, List<Long> teachers) {
        return Sql.transaction(sql -> sql.find(() -> new NoSuchCourse(course), LOCK, course)
                        .flatMap(locked -> MEMBERS.replace(
                                sql, course, teachers, unknown -> new UnknownTeachers(unknown, teachers)))
                        .flatMap(changed -> sql.run(TeacherOfCourse.class, LIST, course)))
                .map(CourseTeachers::new);
    }
}
