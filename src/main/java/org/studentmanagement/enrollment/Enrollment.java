package org.studentmanagement.enrollment;

import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.hibernate.annotations.Generated;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.PageQuery;
import org.studentmanagement.course.Course;
import org.studentmanagement.student.NoSuchStudent;
import org.studentmanagement.student.Student;

/**
 * A row of {@code student_courses}: this student takes this course. Its verbs are single statements over sets, so that
 * they do all or nothing, cost the same for one course as for 500, and leave it to the database who was first. Enrolling
 * shares the student's row with others who enroll, ending an enrollment has it alone, and courses are touched in the
 * order of their ids: callers that overlap wait for each other rather than deadlock.
 */
@Entity
@Table(name = "student_courses", indexes = @Index(columnList = "course_id, student_id"))
@IdClass(Enrollment.Key.class)
public class Enrollment extends PanacheEntityBase {
    /** Who takes what. */
    public record Key(Long student, Long course) {}

    @Id
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "student_id", foreignKey = @ForeignKey(name = "student_courses_student_id_fkey"))
    public Student student;

    @Id
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "course_id", foreignKey = @ForeignKey(name = "student_courses_course_id_fkey"))
    public Course course;

    /** Null where it happened before times were recorded. */
    @Generated
    @Column(insertable = false, updatable = false)
    public Instant enrolledAt;

    private static final Instant BEFORE_RECORDED = Instant.EPOCH;

    // The locks keep student, courses and enrollments from being deleted until the transaction ends; they let others
    // enroll.
    private static final String ENROLL = """
            WITH student AS (SELECT id FROM students WHERE id = :student FOR SHARE),
              known AS (SELECT id FROM courses WHERE id = ANY(:courses) ORDER BY id FOR KEY SHARE),
              added AS (
                INSERT INTO student_courses (student_id, course_id)
                SELECT student.id, known.id FROM student, known
                WHERE (SELECT count(*) FROM known) = cardinality(:courses)
                ORDER BY known.id
                ON CONFLICT DO NOTHING
                RETURNING course_id)
            SELECT asked.id AS course,
              CASE WHEN added.course_id IS NOT NULL THEN 'ADDED' WHEN known.id IS NULL THEN 'UNKNOWN' ELSE 'KEPT' END AS outcome,
              EXISTS (SELECT FROM student) AS student
            FROM unnest(:courses) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN known ON known.id = asked.id
              LEFT JOIN added ON added.course_id = asked.id
            ORDER BY asked.position
            """;

    private static final String REPLACE = """
            WITH known AS (SELECT id FROM courses WHERE id = ANY(:courses) ORDER BY id FOR KEY SHARE),
              accepted AS (SELECT WHERE (SELECT count(*) FROM known) = cardinality(:courses)),
              removed AS (
                DELETE FROM student_courses
                WHERE student_id = :student AND course_id <> ALL(:courses) AND EXISTS (SELECT FROM accepted)
                RETURNING course_id),
              added AS (
                INSERT INTO student_courses (student_id, course_id)
                SELECT :student, known.id FROM known, accepted
                ORDER BY known.id
                ON CONFLICT DO NOTHING
                RETURNING course_id)
            SELECT asked.id AS course,
              CASE WHEN added.course_id IS NOT NULL THEN 'ADDED' WHEN known.id IS NULL THEN 'UNKNOWN' ELSE 'KEPT' END AS outcome,
              true AS student
            FROM unnest(:courses) AS asked (id)
              LEFT JOIN known ON known.id = asked.id
              LEFT JOIN added ON added.course_id = asked.id
            UNION ALL
            SELECT course_id, 'REMOVED', true FROM removed
            ORDER BY course
            """;

    /** Enrolls a student in all the courses or, where one does not exist, in none. Repeating it changes nothing. */
    static Change enroll(long student, List<Long> courses) {
        return Change.of(student, courses, run(ENROLL, student, courses));
    }

    /** Makes the courses of a student exactly these or, where one does not exist, changes nothing. */
    static Change replace(long student, List<Long> courses) {
        lock(student);
        return Change.of(student, courses, run(REPLACE, student, courses));
    }

    /** @throws NotEnrolled where the student was not enrolled in the course */
    static void withdraw(long student, long course) {
        lock(student);
        if (delete("student.id = ?1 and course.id = ?2", student, course) == 0) {
            throw new NotEnrolled(student, course);
        }
    }

    /** @throws NotEnrolled where the student does not take the course; another one where there is no such student */
    static Enrollment of(long student, long course) {
        return Enrollment.<Enrollment>findByIdOptional(new Key(student, course)).orElseThrow(() -> {
            Student.byId(student);
            return new NotEnrolled(student, course);
        });
    }

    /** All courses of a student, by their code. */
    static List<Enrollment> coursesOf(long student) {
        List<Enrollment> enrollments =
                list("from Enrollment e join fetch e.course c where e.student.id = ?1 order by c.code", student);
        if (enrollments.isEmpty()) {
            Student.byId(student);
        }
        return enrollments;
    }

    /**
     * The roster of a course, a page at a time, by the students' names unless the page asks otherwise. An enrollment from
     * before times were recorded is sorted as if it were of 1970.
     *
     * @param text that the student's name, number or e-mail contains; null for all
     */
    static Page<Enrollment> roster(long course, PageQuery page, String text) {
        Page<Enrollment> roster = new Listing<>(
                        Enrollment.class,
                        "select e from Enrollment e join fetch e.student s",
                        "s.id",
                        e -> e.student.id)
                .sortedBy("name", "s.name", String.class, e -> e.student.name)
                .sortedBy("number", "s.number", String.class, e -> e.student.number)
                .sortedBy("id", "s.id", Long.class, e -> e.student.id)
                .sortedBy(
                        "enrolled_at",
                        "coalesce(e.enrolledAt, cast('" + BEFORE_RECORDED + "' as Instant))",
                        Instant.class,
                        e -> Objects.requireNonNullElse(e.enrolledAt, BEFORE_RECORDED))
                .where("e.course.id = :course", "course", course)
                .where(Student.MENTIONS, "text", Listing.anywhere(text))
                .page(page);
        if (roster.items().isEmpty()) {
            Course.byId(course);
        }
        return roster;
    }

    /** One at a time may end enrollments of a student: each must see the set that the one before has left. */
    private static void lock(long student) {
        boolean missing = getEntityManager()
                .createNativeQuery("SELECT id FROM students WHERE id = :student FOR NO KEY UPDATE")
                .setParameter("student", student)
                .getResultList()
                .isEmpty();
        if (missing) {
            throw new NoSuchStudent(student);
        }
    }

    private static List<Tuple> run(String statement, long student, List<Long> courses) {
        return Panache.getSession()
                .createNativeQuery(statement, Tuple.class)
                .setParameter("student", student)
                .setParameter("courses", courses.toArray(Long[]::new))
                .getResultList();
    }
}
