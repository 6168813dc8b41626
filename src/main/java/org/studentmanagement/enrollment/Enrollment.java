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
import java.util.stream.Stream;
import org.hibernate.annotations.Generated;
import org.studentmanagement.api.Cause;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.PageQuery;
import org.studentmanagement.api.ServerError;
import org.studentmanagement.api.Sql;
import org.studentmanagement.course.Course;
import org.studentmanagement.course.NoSuchCourse;
import org.studentmanagement.course.UnknownCourses;
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
                : Sql.write(Outcome.class, EnrollmentSql.ENROLL, values[0], values[1], values[2])
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
            return anew(enrollIn(student, course, sql -> sql.run(Verdict.class, EnrollmentSql.DECIDE, values)));
        }
        return enrollIn(
                        student,
                        course,
                        sql -> sql.run(Outcome.class, EnrollmentSql.ENROLL, values[0], values[1], values[2])
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
        return lock(sql, student, courses).flatMap(locked -> sql.run(Verdict.class, EnrollmentSql.DECIDE, values));
    }

    private static Uni<Void> lock(Sql sql, long student, List<Long> courses) {
        return sql.order(EnrollmentSql.BEFORE_SEATS)
                .flatMap(
                        ready -> sql.find(() -> new NoSuchStudent(student), EnrollmentSql.LOCK, student, ids(courses)));
    }

    static <T> Uni<T> anew(Uni<T> transaction) {
        return transaction.onFailure(Enrollment::overtaken).retry().atMost(2);
    }

    /** No seat is left, or one is, or what was there has ended or what was not there has begun meanwhile. */
    private static boolean overtaken(Throwable failure) {
        return Stream.of(CourseSeats.CONSTRAINT, Waitlist.FULL, Waitlist.ENROLLED)
                        .anyMatch(rule -> ServerError.breaks(failure, rule))
                || failure instanceof NotEnrolled;
    }

    /** Makes the courses of a student exactly these or, where one does not exist or refuses, changes nothing. */
    static Uni<Change> replace(long student, List<Long> courses) {
        Object[] values = values(Cause.of(null), student, courses, false, false);
        return anew(Sql.transaction(sql -> lock(sql, student, courses)
                .flatMap(locked -> sql.run(Verdict.class, EnrollmentSql.REPLACE, values))
                .map(decided -> Change.of(student, courses, decided))));
    }

    /** Fails with {@link NotEnrolled} where the student was not enrolled in the course. */
    static Uni<Void> withdraw(long student, long course, String reason) {
        return Sql.write(Verdict.class, EnrollmentSql.WITHDRAW, Cause.of(reason).values(), student, course)
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
        return Sql.listOf(EnrollmentResponse.TakenCourse.class, COURSES, student)
                .call(taken -> taken.isEmpty()
                        ? Student.mustExist(student)
                        : Uni.createFrom().voidItem());
    }

    /**
     * Those of some students, or in some courses, or both, by student and course.
     *
     * @param teacher whose courses alone it may be in, or null
     */
    static Uni<Page<EnrollmentResponse>> list(EnrollmentsQuery query, Long teacher) {
        return new Listing<>(
                        EnrollmentResponse.class,
                        "e.student_id, e.course_id, e.enrolled_at, e.completed_on, e.result, e.over_capacity",
                        "student_courses e",
                        "e.course_id",
                        EnrollmentResponse::courseId)
                .sortedBy("student_id", "e.student_id", Long.class, EnrollmentResponse::studentId)
                .among("e.student_id", query, EnrollmentsQuery.STUDENTS)
                .among("e.course_id", query, EnrollmentsQuery.COURSES)
                .where("e.course_id IN (SELECT t.course_id FROM course_teachers t WHERE t.teacher_id = %s)", teacher)
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
