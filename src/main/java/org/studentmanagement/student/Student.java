package org.studentmanagement.student;

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
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.generator.EventType;
import org.studentmanagement.api.Ids;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.PageQuery;

/** Somebody who may enroll in courses. The database keeps the two times and refuses a second use of number or e-mail. */
@Entity
@Table(name = "students")
public class Student extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    /** The registration number, by which the school knows the student. */
    @Column(nullable = false, length = 32, unique = true)
    public String number;

    @Column(nullable = false, length = 100)
    public String name;

    /** Unique without regard to case. */
    @Column(nullable = false, length = 120)
    public String email;

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

    /** A condition on a student {@code s}: name, number or e-mail contain {@code :text}. */
    public static final String MENTIONS =
            "(s.name ilike :text escape '\\' or s.number ilike :text escape '\\' or s.email ilike :text escape '\\')";

    /** @throws NoSuchStudent where none has the id */
    public static Student byId(long id) {
        return Student.<Student>findByIdOptional(id).orElseThrow(() -> new NoSuchStudent(id));
    }

    /**
     * Keeps others from changing the student until the transaction ends: of two who know the same version, the second sees
     * what the first has left.
     *
     * @throws NoSuchStudent where none has the id
     */
    static Student toChange(long id) {
        return Student.<Student>findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> new NoSuchStudent(id));
    }

    /** The students that all given filters leave, a page at a time. */
    static Page<Student> list(PageQuery page, StudentFilter filter) {
        return new Listing<>(Student.class, "select s from Student s", "s.id", student -> student.id)
                .sortedBy("id", "s.id", Long.class, student -> student.id)
                .sortedBy("name", "s.name", String.class, student -> student.name)
                .sortedBy("number", "s.number", String.class, student -> student.number)
                .sortedBy("email", "s.email", String.class, student -> student.email)
                .sortedBy("created_at", "s.createdAt", Instant.class, student -> student.createdAt)
                .sortedBy("updated_at", "s.updatedAt", Instant.class, student -> student.updatedAt)
                .where(MENTIONS, "text", Listing.anywhere(filter.q))
                .where("s.number = :number", "number", filter.number)
                .where("lower(s.email) = lower(:email)", "email", filter.email)
                .where("s.updatedAt >= :since", "since", filter.updatedSince)
                .where("s.id in :ids", "ids", Ids.of(page, "id"))
                .page(page);
    }

    /** Takes over what a caller may set. */
    Student set(StudentRequest request) {
        number = request.number();
        name = request.name();
        email = request.email();
        return this;
    }

    /** @throws StudentTaken where another one has the number or the e-mail address */
    Student store() {
        try {
            persistAndFlush();
            return this;
        } catch (ConstraintViolationException refused) {
            throw new StudentTaken(this, refused);
        }
    }
}
