package org.studentmanagement.course;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.Row;

/** What students enroll in. */
@Entity
@Table(name = "courses")
public class Course extends Row {
    /** Capitals, digits and single hyphens, by which timetables know the course. */
    @Column(nullable = false, length = CourseValues.CODE_LENGTH, unique = true)
    public String code;

    @Column(nullable = false, length = CourseValues.NAME_LENGTH)
    public String name;

    @Column(columnDefinition = "text")
    public String description;

    /** @throws NoSuchCourse where none has the id */
    public static Course byId(long id) {
        return Course.<Course>findByIdOptional(id).orElseThrow(() -> new NoSuchCourse(id));
    }

    static Page<Course> list(CourseQuery query) {
        return Listing.of(Course.class, "c")
                .sortedBy("name", "c.name", String.class, course -> course.name)
                .sortedBy("code", "c.code", String.class, course -> course.code)
                .where(
                        "(c.name ilike :text escape '\\' or c.code ilike :text escape '\\')",
                        "text",
                        Listing.anywhere(query.q))
                .where("c.code = :code", "code", query.code)
                .rows(query);
    }

    void set(CourseRequest request) {
        code = request.code();
        name = request.name();
        description = request.description();
    }
}
