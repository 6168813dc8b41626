package org.studentmanagement.course;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.Row;
import org.studentmanagement.api.Sql;
import org.studentmanagement.term.Term;

/** What students enroll in. What an update does not change it does not name: to name the code would lock who enrolls out. */
@Entity
@DynamicUpdate
@Table(
        name = "courses",
        indexes = {
            @Index(columnList = "name, id"),
            @Index(columnList = "created_at, id"),
            @Index(columnList = "updated_at, id"),
            @Index(columnList = "enrollment_closes_at, id"),
            @Index(columnList = "term_id")
        })
public class Course extends Row {
    /** When a change of the capacity is refused. */
    public static final String SEATS_TAKEN = "More seats are taken than the capacity would be";

    /** Capitals, digits and single hyphens, by which timetables know the course. */
    @Column(nullable = false, length = CourseValues.CODE_LENGTH, unique = true)
    public String code;

    @Column(nullable = false, length = CourseValues.NAME_LENGTH)
    public String name;

    @Column(columnDefinition = "text")
    public String description;

    /** When it is held; null where nobody has said. */
    @Column(name = "term_id")
    public Long termId;

    /** Seats; null where there is no limit. */
    public Integer capacity;

    /** From when students may enroll; null where always. */
    public Instant enrollmentOpensAt;

    /** Until when students may enroll; null where for ever. */
    public Instant enrollmentClosesAt;

    /** Says the foreign key, and is read by nobody. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(
            name = "term_id",
            insertable = false,
            updatable = false,
            foreignKey = @ForeignKey(name = "courses_term_id_fkey"))
    Term term;

    /** Fails where none has the id. */
    public static Uni<Void> mustExist(long id) {
        return Sql.require(() -> new NoSuchCourse(id), "SELECT FROM courses WHERE id = $1", id);
    }

    static Uni<Page<CourseResponse>> list(CourseQuery query) {
        Listing<CourseResponse> courses = Listing.of(CourseResponse.class, "courses", query)
                .sortedBy("name", "r.name", String.class, CourseResponse::name)
                .sortedBy("code", "r.code", String.class, CourseResponse::code);
        if (query.enrollmentClosesAfter != null) {
            courses.sortedOnlyBy(
                            "enrollment_closes_at",
                            "r.enrollment_closes_at",
                            Instant.class,
                            CourseResponse::enrollmentClosesAt)
                    .from("enrollment_closes_after", "r.enrollment_closes_at", query.enrollmentClosesAfter);
        }
        return courses.mentioning(query.q, "r.name", "r.code")
                .where("r.code = %s", query.code)
                .where("r.term_id = %s", query.termId)
                .page(query);
    }

    void set(CourseRequest request) {
        code = request.code();
        name = request.name();
        description = request.description();
        termId = request.termId();
        capacity = request.capacity();
        enrollmentOpensAt = request.enrollmentOpensAt();
        enrollmentClosesAt = request.enrollmentClosesAt();
    }
}
