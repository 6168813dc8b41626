package org.studentmanagement.course;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;
import org.studentmanagement.api.Ids;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.PageQuery;

/** What students enroll in. The database keeps the two times and refuses a second use of the code. */
@Entity
@Table(name = "courses")
public class Course extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    /** Capitals, digits and single hyphens, by which timetables know the course. */
    @Column(nullable = false, length = 32, unique = true)
    public String code;

    @Column(nullable = false, length = 100)
    public String name;

    @Column(columnDefinition = "text")
    public String description;

    @Generated
    @Column(nullable = false, insertable = false, updatable = false)
    public Instant createdAt;

    @Generated(event = {EventType.INSERT, EventType.UPDATE})
    @Column(nullable = false, insertable = false, updatable = false)
    public Instant updatedAt;

    /** How often the row has changed: its ETag. */
    @Version
    @Column(nullable = false)
    public long version;

    /** @throws NoSuchCourse where none has the id */
    public static Course byId(long id) {
        return Course.<Course>findByIdOptional(id).orElseThrow(() -> new NoSuchCourse(id));
    }

    /**
     * Keeps others from changing the course until the transaction ends: of two who know the same version, the second sees
     * what the first has left.
     *
     * @throws NoSuchCourse where none has the id
     */
    static Course toChange(long id) {
        return Course.<Course>findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> new NoSuchCourse(id));
    }

    /** The courses that all given filters leave, a page at a time. */
    static Page<Course> list(PageQuery page, CourseFilter filter) {
        return new Listing<>(Course.class, "select c from Course c", "c.id", course -> course.id)
                .sortedBy("id", "c.id", Long.class, course -> course.id)
                .sortedBy("name", "c.name", String.class, course -> course.name)
                .sortedBy("code", "c.code", String.class, course -> course.code)
                .sortedBy("created_at", "c.createdAt", Instant.class, course -> course.createdAt)
                .sortedBy("updated_at", "c.updatedAt", Instant.class, course -> course.updatedAt)
                .where(
                        "(c.name ilike :text escape '\\' or c.code ilike :text escape '\\')",
                        "text",
                        Listing.anywhere(filter.q))
                .where("c.code = :code", "code", filter.code)
                .where("c.updatedAt >= :since", "since", filter.updatedSince)
                .where("c.id in :ids", "ids", Ids.of(page, "id"))
                .page(page);
    }

    /** Takes over what a caller may set. */
    Course set(CourseRequest request) {
        code = request.code();
        name = request.name();
        description = request.description();
        return this;
    }
}
