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
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.hibernate.annotations.Generated;
import org.studentmanagement.api.Cause;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.PageQuery;
import org.studentmanagement.api.ServerError;
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

    /** Whether a registrar allowed it though the course was full: it takes none of the seats. */
    @Generated
    @Column(nullable = false, insertable = false, updatable = false)
    public boolean overCapacity;

    /** Null while that is to come. */
    public LocalDate completedOn;

    /** distinction, pass or fail; null with the day. */
    @Column(columnDefinition = "text")
    public String result;

    /**
     * What each course says to the student: who and what is asked is {@code $1} to {@code $3}, {@code $4} sets the rules aside, and
     * {@code $5} waits where the course is full. Seats are locked in the order of the courses' ids, which are locked before them. The
     * locks keep student, courses and enrollments from being deleted until the transaction ends; they let others enroll. What was
     * there when the statement began may have ended since, so that it is stored again unless it conflicts.
     */
    private static final String DECIDED = """
              asked AS MATERIALIZED (SELECT $3::bigint[] AS ids),
              known AS (
                SELECT id, enrollment_opens_at AS opens_at, enrollment_closes_at AS closes_at
                FROM courses WHERE id = ANY((SELECT ids FROM asked)::bigint[]) ORDER BY id FOR KEY SHARE),
              seats AS (
                SELECT s.course_id, s.taken = s.capacity AS none_left
                FROM known JOIN course_seats s ON s.course_id = known.id
                ORDER BY known.id FOR UPDATE OF s),
              judged AS (
                SELECT known.*, known.id IN (SELECT e.course_id FROM student_courses e WHERE e.student_id = $2) AS enrolled,
                  known.id IN (SELECT course_id FROM seats WHERE seats.none_left) AS none_left,
                  ARRAY(
                    SELECT c.code FROM course_prerequisites p JOIN courses c ON c.id = p.prerequisite_id
                    WHERE p.course_id = known.id AND NOT EXISTS (
                      SELECT FROM student_courses done
                      WHERE done.student_id = $2 AND done.course_id = c.id AND done.result IN ('distinction', 'pass'))
                    ORDER BY c.code) AS missing
                FROM known),
              decided AS (
                SELECT judged.*,
                  CASE WHEN enrolled THEN 'KEPT' WHEN $4 THEN 'ADDED'
                    WHEN opens_at > now() THEN 'EARLY' WHEN closes_at <= now() THEN 'LATE' WHEN missing <> '{}' THEN 'UNPREPARED'
                    WHEN none_left AND $5 THEN 'WAITING' WHEN none_left THEN 'FULL' ELSE 'ADDED' END AS outcome
                FROM judged),
              accepted AS (
                SELECT WHERE (SELECT count(*) FROM decided WHERE outcome IN ('ADDED', 'KEPT', 'WAITING')) = (SELECT cardinality(ids) FROM asked)),
            """;

    /** Of the courses that were asked for, without a join: of how many each common table expression has, PostgreSQL has no idea. */
    private static final String VERDICTS = """
            SELECT id AS course,
              CASE WHEN id IN (SELECT course_id FROM added) THEN 'ADDED' WHEN outcome = 'ADDED' THEN 'KEPT' ELSE outcome END AS outcome,
              EXISTS (SELECT FROM student) AS student,
              CASE outcome WHEN 'EARLY' THEN opens_at END AS opens_at,
              CASE outcome WHEN 'LATE' THEN closes_at END AS closes_at,
              CASE WHEN outcome IN ('WAITING', 'FULL') THEN (
                SELECT 1 + count(*) FROM waitlist_entries w
                WHERE w.course_id = decided.id AND (
                  SELECT w.id < own.id FROM waitlist_entries own WHERE own.student_id = $2 AND own.course_id = decided.id) IS NOT FALSE)
                END AS place,
              missing
            FROM decided
            UNION ALL
            SELECT id, 'UNKNOWN', EXISTS (SELECT FROM student), NULL, NULL, NULL, NULL
            FROM (SELECT unnest(ids) AS id FROM asked) each_asked WHERE id NOT IN (SELECT id FROM known)
            """;

    /**
     * What most enrollments need, in a statement that costs little to begin: where a course refuses, nothing is done, and {@link
     * #DECIDE} says what is the matter. Whether a seat is left is up to the constraint of the seats. How many ids there are must not be
     * seen by the planner, who would plan each time anew, which costs more than the statement.
     */
    private static final String ENROLL = "WITH " + Cause.ACTING + """
            ,
              student AS (SELECT s.id FROM students s, acting WHERE s.id = $2 FOR SHARE OF s),
              known AS (
                SELECT id, (enrollment_opens_at > now() OR enrollment_closes_at <= now()) IS TRUE AS closed
                FROM courses WHERE id = ANY((SELECT $3::bigint[])::bigint[]) ORDER BY id FOR KEY SHARE),
              accepted AS (
                SELECT FROM known HAVING count(*) = cardinality($3::bigint[]) AND NOT bool_or(closed) AND NOT EXISTS (
                  SELECT FROM known k JOIN course_prerequisites p ON p.course_id = k.id
                  WHERE NOT EXISTS (
                    SELECT FROM student_courses done
                    WHERE done.student_id = $2 AND done.course_id = p.prerequisite_id AND done.result IN ('distinction', 'pass')))),
              added AS (
                INSERT INTO student_courses (student_id, course_id)
                SELECT student.id, known.id FROM student, known, accepted
                ORDER BY known.id
                ON CONFLICT DO NOTHING
                RETURNING course_id)
            SELECT id AS course,
              CASE WHEN id IN (SELECT course_id FROM added) THEN 'ADDED' WHEN id NOT IN (SELECT id FROM known) THEN 'UNKNOWN'
                WHEN EXISTS (SELECT FROM accepted) THEN 'KEPT' ELSE 'REFUSED' END AS outcome,
              EXISTS (SELECT FROM student) AS student
            FROM unnest((SELECT $3::bigint[])) AS asked (id)
            """;

    private static final String DECIDE = "WITH " + Cause.ACTING + """
            ,
              student AS (SELECT s.id FROM students s, acting WHERE s.id = $2 FOR SHARE OF s),
            """ + DECIDED + """
              set_aside AS MATERIALIZED (
                SELECT set_config('student_management.overrides', jsonb_object_agg(id, rules)::text, true)
                FROM judged CROSS JOIN LATERAL (
                  SELECT array_remove(ARRAY[
                    CASE WHEN opens_at > now() OR closes_at <= now() THEN 'window' END,
                    CASE WHEN missing <> '{}' THEN 'prerequisites' END,
                    CASE WHEN none_left THEN 'seats' END], NULL) AS rules) broken
                WHERE $4 AND NOT enrolled AND rules <> '{}'
                HAVING count(*) > 0),
              added AS (
                INSERT INTO student_courses (student_id, course_id, over_capacity)
                SELECT student.id, decided.id, decided.none_left AND decided.outcome = 'ADDED'
                FROM student, decided, accepted, (SELECT count(*) FROM set_aside) told
                WHERE decided.outcome IN ('ADDED', 'KEPT')
                ORDER BY decided.id
                ON CONFLICT DO NOTHING
                RETURNING course_id),
              joined AS (
                INSERT INTO waitlist_entries (student_id, course_id)
                SELECT student.id, decided.id FROM student, decided, accepted
                WHERE decided.outcome = 'WAITING'
                ORDER BY decided.id
                ON CONFLICT DO NOTHING)
            """ + VERDICTS;

    /**
     * One at a time may make the set of a student another: each must see what the one before has left. Whose course is full is told so
     * after others have left it, with the place, by a statement that begins with its seats locked.
     */
    private static final String LOCK = """
            WITH student AS (SELECT id FROM students WHERE id = $1 FOR NO KEY UPDATE),
              courses AS (
                SELECT asked.id FROM student, unnest($2::bigint[]) AS asked (id)
                UNION
                SELECT e.course_id FROM student JOIN student_courses e ON e.student_id = student.id),
              seats AS (
                SELECT s.course_id FROM courses JOIN course_seats s ON s.course_id = courses.id
                ORDER BY s.course_id FOR UPDATE OF s)
            SELECT student.id FROM student, (SELECT count(*) FROM seats) locked
            """;

    private static final String REPLACE = "WITH " + Cause.ACTING + """
            ,
              student AS (SELECT $2::bigint AS id FROM acting),
            """ + DECIDED + """
              others AS (
                SELECT e.course_id, e.completed_on FROM student JOIN student_courses e ON e.student_id = student.id
                WHERE e.course_id <> ALL((SELECT ids FROM asked)::bigint[])),
              unfinished AS (SELECT FROM accepted WHERE NOT EXISTS (SELECT FROM others WHERE completed_on IS NOT NULL)),
              removed AS (
                DELETE FROM student_courses
                WHERE student_id = $2 AND course_id IN (SELECT course_id FROM others, unfinished)
                RETURNING course_id),
              added AS (
                INSERT INTO student_courses (student_id, course_id)
                SELECT student.id, decided.id FROM student, decided, unfinished
                WHERE decided.outcome IN ('ADDED', 'KEPT')
                ORDER BY decided.id
                ON CONFLICT DO NOTHING
                RETURNING course_id)
            """ + VERDICTS + """
            UNION ALL
            SELECT others.course_id, CASE WHEN completed_on IS NULL THEN 'REMOVED' ELSE 'COMPLETED' END,
              true, NULL, NULL, NULL, NULL
            FROM others
            """;

    private static final String WITHDRAW = "WITH " + Cause.ACTING + """
            ,
              student AS (SELECT s.id FROM students s, acting WHERE s.id = $2 FOR NO KEY UPDATE OF s),
              removed AS (
                DELETE FROM student_courses e USING student
                WHERE e.student_id = student.id AND e.course_id = $3::bigint AND e.completed_on IS NULL
                RETURNING e.course_id)
            SELECT $3::bigint AS course,
              CASE WHEN EXISTS (SELECT FROM removed) THEN 'REMOVED'
                WHEN EXISTS (
                  SELECT FROM student_courses e
                  WHERE e.student_id = $2 AND e.course_id = $3 AND e.completed_on IS NOT NULL) THEN 'COMPLETED'
                ELSE 'ABSENT' END AS outcome,
              EXISTS (SELECT FROM student) AS student,
              NULL::timestamptz AS opens_at, NULL::timestamptz AS closes_at, NULL::bigint AS place, NULL::text[] AS missing
            """;

    private static final String ONE = """
            SELECT student_id, course_id, enrolled_at, completed_on, result, over_capacity
            FROM student_courses WHERE student_id = $1 AND course_id = $2
            """;

    private static final String COURSES = """
            SELECT c.id, c.code, c.name, e.enrolled_at, e.completed_on, e.result
            FROM student_courses e JOIN courses c ON c.id = e.course_id
            WHERE e.student_id = $1
            ORDER BY c.code
            """;

    /**
     * Enrolls a student in all the courses or, where one does not exist or refuses, in none. Repeating it changes nothing.
     *
     * @param waitlist whether to wait for a seat where a course is full
     */
    static Uni<Change> enroll(long student, List<Long> courses, boolean waitlist) {
        Object[] values = values(Cause.of(null), student, courses, false, waitlist);
        Uni<List<Verdict>> locked = anew(Sql.transaction(sql -> afterOthers(sql, student, courses, values)));
        Uni<List<Verdict>> verdicts = waitlist
                ? locked
                : Sql.write(Outcome.class, ENROLL, values[0], values[1], values[2])
                        .flatMap(outcomes -> Outcome.refused(outcomes)
                                ? locked
                                : Uni.createFrom().item(Outcome.verdicts(outcomes)))
                        .onFailure(Enrollment::overtaken)
                        .recoverWithUni(locked);
        return verdicts.map(decided -> Change.of(student, courses, decided));
    }

    /**
     * Enrolls a student in one course, and says when that was.
     *
     * @return whether it was now, with the enrollment
     */
    static Uni<Tuple2<Boolean, EnrollmentResponse>> enrollIn(long student, long course) {
        return enrollIn(student, course, Cause.of(null), false);
    }

    /** The same, whatever the rules of the course. */
    static Uni<Tuple2<Boolean, EnrollmentResponse>> override(long student, long course, String reason) {
        return enrollIn(student, course, Cause.of(reason), true);
    }

    private static Uni<Tuple2<Boolean, EnrollmentResponse>> enrollIn(
            long student, long course, Cause cause, boolean override) {
        List<Long> courses = List.of(course);
        Object[] values = values(cause, student, courses, override, false);
        if (override) {
            return anew(enrollIn(student, course, sql -> sql.run(Verdict.class, DECIDE, values)));
        }
        return enrollIn(
                        student,
                        course,
                        sql -> sql.run(Outcome.class, ENROLL, values[0], values[1], values[2])
                                .flatMap(outcomes -> Outcome.refused(outcomes)
                                        ? afterOthers(sql, student, courses, values)
                                        : Uni.createFrom().item(Outcome.verdicts(outcomes))))
                .onFailure(Enrollment::overtaken)
                .recoverWithUni(anew(enrollIn(student, course, sql -> afterOthers(sql, student, courses, values))));
    }

    private static Uni<Tuple2<Boolean, EnrollmentResponse>> enrollIn(
            long student, long course, Function<Sql, Uni<List<Verdict>>> decision) {
        return Sql.transaction(sql -> decision.apply(sql)
                .map(decided -> Change.of(student, List.of(), decided))
                .onFailure(UnknownCourses.class)
                .transform(unknown -> new NoSuchCourse(course))
                .flatMap(change -> sql.run(EnrollmentResponse.class, ONE, student, course)
                        .map(found -> Tuple2.of(!change.added().isEmpty(), first(found, student, course)))));
    }

    /** Who is told that a course is full, or is to wait, is told so as of the moment in which nobody else changes that. */
    private static Uni<List<Verdict>> afterOthers(Sql sql, long student, List<Long> courses, Object... values) {
        return sql.run(Locked.class, LOCK, student, ids(courses))
                .flatMap(locked -> sql.run(Verdict.class, DECIDE, values));
    }

    static <T> Uni<T> anew(Uni<T> transaction) {
        return transaction.onFailure(Enrollment::overtaken).retry().atMost(2);
    }

    /** No seat is left, or what was there has ended meanwhile. */
    private static boolean overtaken(Throwable failure) {
        return ServerError.breaks(failure, CourseSeats.CONSTRAINT) || failure instanceof NotEnrolled;
    }

    /** Makes the courses of a student exactly these or, where one does not exist or refuses, changes nothing. */
    static Uni<Change> replace(long student, List<Long> courses) {
        Object[] values = values(Cause.of(null), student, courses, false, false);
        return anew(Sql.transaction(sql -> sql.find(() -> new NoSuchStudent(student), LOCK, student, ids(courses))
                .flatMap(locked -> sql.run(Verdict.class, REPLACE, values))
                .map(decided -> Change.of(student, courses, decided))));
    }

    /** Fails with {@link NotEnrolled} where the student was not enrolled in the course. */
    static Uni<Void> withdraw(long student, long course, String reason) {
        return Sql.write(Verdict.class, WITHDRAW, Cause.of(reason).values(), student, course)
                .invoke(decided -> {
                    if (Change.of(student, List.of(), decided).removed().isEmpty()) {
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
                .map(found -> first(found, student, course));
    }

    private static EnrollmentResponse first(List<EnrollmentResponse> found, long student, long course) {
        return found.stream().findFirst().orElseThrow(() -> new NotEnrolled(student, course));
    }

    /** All courses of a student, by their code. */
    static Uni<List<EnrollmentResponse.TakenCourse>> coursesOf(long student) {
        return Sql.list(EnrollmentResponse.TakenCourse.class, COURSES, student)
                .call(taken -> taken.isEmpty()
                        ? Student.mustExist(student)
                        : Uni.createFrom().voidItem());
    }

    /** Those of some students, or in some courses, or both, by student and course. */
    static Uni<Page<EnrollmentResponse>> list(EnrollmentsQuery query) {
        return new Listing<>(
                        EnrollmentResponse.class,
                        "e.student_id, e.course_id, e.enrolled_at, e.completed_on, e.result, e.over_capacity",
                        "student_courses e",
                        "e.course_id",
                        EnrollmentResponse::courseId)
                .sortedBy("student_id", "e.student_id", Long.class, EnrollmentResponse::studentId)
                .among("e.student_id", query, EnrollmentsQuery.STUDENTS)
                .among("e.course_id", query, EnrollmentsQuery.COURSES)
                .page(query);
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
                        "r.id, r.number, r.name, r.email, e.enrolled_at, e.completed_on, e.result",
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

    private static Object[] values(Cause cause, long student, List<Long> courses, boolean override, boolean waitlist) {
        return new Object[] {cause.values(), student, ids(courses), override, waitlist};
    }

    private static Long[] ids(List<Long> courses) {
        return courses.toArray(Long[]::new);
    }
}
