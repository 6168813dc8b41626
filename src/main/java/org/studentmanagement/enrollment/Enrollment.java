package org.studentmanagement.enrollment;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.tuples.Tuple2;
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
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.hibernate.annotations.Generated;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.PageQuery;
import org.studentmanagement.api.Sql;
import org.studentmanagement.course.Course;
import org.studentmanagement.course.NoSuchCourse;
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

    // The locks keep student, courses and enrollments from being deleted until the transaction ends; they let others
    // enroll.
    private static final String ENROLL = """
            WITH student AS (SELECT id FROM students WHERE id = $1 FOR SHARE),
              known AS (SELECT id FROM courses WHERE id = ANY($2::bigint[]) ORDER BY id FOR KEY SHARE),
              added AS (
                INSERT INTO student_courses (student_id, course_id)
                SELECT student.id, known.id FROM student, known
                WHERE (SELECT count(*) FROM known) = cardinality($2::bigint[])
                ORDER BY known.id
                ON CONFLICT DO NOTHING
                RETURNING course_id)
            SELECT asked.id AS course,
              CASE WHEN added.course_id IS NOT NULL THEN 'ADDED' WHEN known.id IS NULL THEN 'UNKNOWN' ELSE 'KEPT' END AS outcome,
              EXISTS (SELECT FROM student) AS student
            FROM unnest($2::bigint[]) WITH ORDINALITY AS asked (id, position)
              LEFT JOIN known ON known.id = asked.id
              LEFT JOIN added ON added.course_id = asked.id
            ORDER BY asked.position
            """;

    /** One at a time may make the set of a student another: each must see what the one before has left. */
    private static final String LOCK = "SELECT id FROM students WHERE id = $1 FOR NO KEY UPDATE";

    private static final String REPLACE = """
            WITH known AS (SELECT id FROM courses WHERE id = ANY($2::bigint[]) ORDER BY id FOR KEY SHARE),
              accepted AS (SELECT WHERE (SELECT count(*) FROM known) = cardinality($2::bigint[])),
              removed AS (
                DELETE FROM student_courses
                WHERE student_id = $1 AND course_id <> ALL($2::bigint[]) AND EXISTS (SELECT FROM accepted)
                RETURNING course_id),
              added AS (
                INSERT INTO student_courses (student_id, course_id)
                SELECT $1, known.id FROM known, accepted
                ORDER BY known.id
                ON CONFLICT DO NOTHING
                RETURNING course_id)
            SELECT asked.id AS course,
              CASE WHEN added.course_id IS NOT NULL THEN 'ADDED' WHEN known.id IS NULL THEN 'UNKNOWN' ELSE 'KEPT' END AS outcome,
              true AS student
            FROM unnest($2::bigint[]) AS asked (id)
              LEFT JOIN known ON known.id = asked.id
              LEFT JOIN added ON added.course_id = asked.id
            UNION ALL
            SELECT course_id, 'REMOVED', true FROM removed
            ORDER BY course
            """;

    private static final String WITHDRAW = """
            WITH student AS (SELECT id FROM students WHERE id = $1 FOR NO KEY UPDATE),
              removed AS (
                DELETE FROM student_courses e USING student
                WHERE e.student_id = student.id AND e.course_id = $2::bigint
                RETURNING e.course_id)
            SELECT $2::bigint AS course, CASE WHEN EXISTS (SELECT FROM removed) THEN 'REMOVED' ELSE 'ABSENT' END AS outcome,
              EXISTS (SELECT FROM student) AS student
            """;

    private static final String ONE =
            "SELECT student_id, course_id, enrolled_at FROM student_courses WHERE student_id = $1 AND course_id = $2";

    private static final String COURSES = """
            SELECT c.id, c.code, c.name, e.enrolled_at
            FROM student_courses e JOIN courses c ON c.id = e.course_id
            WHERE e.student_id = $1
            ORDER BY c.code
            """;

    /** Enrolls a student in all the courses or, where one does not exist, in none. Repeating it changes nothing. */
    static Uni<Change> enroll(long student, List<Long> courses) {
        return Sql.write(Change.Outcome.class, ENROLL, student, ids(courses))
                .map(outcomes -> Change.of(student, courses, outcomes));
    }

    /**
     * Enrolls a student in one course, and says when that was.
     *
     * @return whether it was now, with the enrollment
     */
    static Uni<Tuple2<Boolean, EnrollmentResponse>> enrollIn(long student, long course) {
        List<Long> courses = List.of(course);
        return Sql.transaction(sql -> sql.run(Change.Outcome.class, ENROLL, student, ids(courses))
                .map(outcomes -> Change.of(student, courses, outcomes))
                .onFailure(UnknownCourses.class)
                .transform(unknown -> new NoSuchCourse(course))
                .flatMap(change -> sql.run(EnrollmentResponse.class, ONE, student, course)
                        .map(found -> Tuple2.of(!change.added().isEmpty(), found.get(0)))));
    }

    /** Makes the courses of a student exactly these or, where one does not exist, changes nothing. */
    static Uni<Change> replace(long student, List<Long> courses) {
        return Sql.transaction(sql -> sql.find(() -> new NoSuchStudent(student), LOCK, student)
                .flatMap(locked -> sql.run(Change.Outcome.class, REPLACE, student, ids(courses)))
                .map(outcomes -> Change.of(student, courses, outcomes)));
    }

    /** Fails with {@link NotEnrolled} where the student was not enrolled in the course. */
    static Uni<Void> withdraw(long student, long course) {
        return Sql.write(Change.Outcome.class, WITHDRAW, student, course)
                .invoke(outcomes -> {
                    if (Change.of(student, List.of(course), outcomes).removed().isEmpty()) {
                        throw new NotEnrolled(student, course);
                    }
                })
                .replaceWithVoid();
    }

    /** Fails with {@link NotEnrolled} where the student does not take the course, with another where there is no such student. */
    static Uni<EnrollmentResponse> of(long student, long course) {
        return Sql.list(EnrollmentResponse.class, ONE, student, course)
                .call(found -> found.isEmpty()
                        ? Student.mustExist(student)
                        : Uni.createFrom().voidItem())
                .map(found -> found.stream().findFirst().orElseThrow(() -> new NotEnrolled(student, course)));
    }

    /** All courses of a student, by their code. */
    static Uni<List<EnrollmentResponse.TakenCourse>> coursesOf(long student) {
        return Sql.list(EnrollmentResponse.TakenCourse.class, COURSES, student)
                .call(taken -> taken.isEmpty()
                        ? Student.mustExist(student)
                        : Uni.createFrom().voidItem());
    }

    /**
     * The roster of a course, a page at a time, by the students' names unless the page asks otherwise. An enrollment from
     * before times were recorded is sorted as if it were of 1970.
     *
     * @param text that the student's name, number or e-mail contains; null for all
     */
    static Uni<Page<EnrollmentResponse.RosterEntry>> roster(long course, PageQuery page, String text) {
        Listing<EnrollmentResponse.RosterEntry> roster = new Listing<>(
                        EnrollmentResponse.RosterEntry.class,
                        "r.id, r.number, r.name, r.email, e.enrolled_at",
                        "student_courses e JOIN students r ON r.id = e.student_id",
                        "r.id",
                        EnrollmentResponse.RosterEntry::id)
                .sortedBy("name", "r.name", String.class, EnrollmentResponse.RosterEntry::name)
                .sortedBy("number", "r.number", String.class, EnrollmentResponse.RosterEntry::number)
                .sortedBy("id", "r.id", Long.class, EnrollmentResponse.RosterEntry::id)
                .sortedBy(
                        "enrolled_at",
                        "coalesce(e.enrolled_at, timestamptz 'epoch')",
                        Instant.class,
                        entry -> Objects.requireNonNullElse(entry.enrolledAt(), Instant.EPOCH))
                .where("e.course_id = %s", course);
        return Student.mentioning(text, roster)
                .page(page)
                .call(read -> read.items().isEmpty()
                        ? Course.mustExist(course)
                        : Uni.createFrom().voidItem());
    }

    private static Long[] ids(List<Long> courses) {
        return courses.toArray(Long[]::new);
    }
}
