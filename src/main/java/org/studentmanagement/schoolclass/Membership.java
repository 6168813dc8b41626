package org.studentmanagement.schoolclass;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.Sql;
import org.studentmanagement.student.NoSuchStudent;
import org.studentmanagement.student.Student;

/**
 * That a student is, or was, in a class. Who changes this locks first the table, which an import has for itself, then the classes that
 * get members, then the students, each by id: so a statement sees all that it decides about as it is, and of two who give the same
 * number, or move the same student, the second sees what the first has done.
 */
@Schema(description = "That a student is, or was, in a class")
public record Membership(
        @Schema(examples = "1") long classId,

        @Schema(description = "Code of the class", examples = "2026-7A")
        String code,

        @Schema(description = "What the class is called", examples = "7A")
        String name,

        @Schema(description = "Id of the term in which it is taught", examples = "1")
        long termId,

        @Schema(description = "Place in the register", examples = "12", nullable = true)
        Integer rollNumber,

        @Schema(description = "The first day", examples = "2026-09-01")
        LocalDate joinedOn,

        @Schema(
                description = "The first day on which the student was in the class no longer; null while a member",
                examples = "2027-06-25",
                nullable = true)
        LocalDate leftOn) {

    /** @param holder who has the number, if others do */
    @RegisterForReflection
    record Placed(String holder, LocalDate earliest) {}

    /** Nothing but that it is done. */
    @RegisterForReflection
    record Found(long id) {}

    private static final String COLUMNS =
            "m.class_id, c.code, c.name, c.term_id, m.roll_number, m.joined_on, m.left_on";

    /** Those of the student whose id is {@code $1}, the present one first. */
    static final String OF_STUDENT = "SELECT " + COLUMNS + """
             FROM class_members m JOIN classes c ON c.id = m.class_id
            WHERE m.student_id = $1
            ORDER BY m.joined_on DESC, m.id DESC
            """;

    private static final String PRESENT = "SELECT " + COLUMNS + """
             FROM class_members m JOIN classes c ON c.id = m.class_id
            WHERE m.student_id = $1 AND m.left_on IS NULL
            """;

    private static final String TABLE = "LOCK TABLE class_members IN ROW EXCLUSIVE MODE";

    static final String LOCK_STUDENT = "SELECT FROM students WHERE id = $1 FOR NO KEY UPDATE";

    static final String LOCK_CLASS = "SELECT FROM classes WHERE id = $1 FOR NO KEY UPDATE";

    /** Who is in the class already gets the number, and stays since the day of joining. */
    private static final String PLACE = """
            WITH present AS (SELECT id, class_id, joined_on FROM class_members WHERE student_id = $1 AND left_on IS NULL),
              stays AS (SELECT id FROM present WHERE class_id = $2),
              holder AS (
                SELECT s.name || ' (' || s.number || ')' AS holder
                FROM class_members m JOIN students s ON s.id = m.student_id
                WHERE m.class_id = $2 AND m.roll_number = $3::integer AND m.left_on IS NULL AND m.student_id <> $1),
              before AS (
                SELECT max(coalesce(left_on, joined_on)) AS earliest FROM class_members
                WHERE student_id = $1 AND NOT EXISTS (SELECT FROM stays)),
              accepted AS (SELECT FROM before WHERE NOT EXISTS (SELECT FROM holder) AND (earliest > $4::date) IS NOT TRUE),
              numbered AS (
                UPDATE class_members m SET roll_number = $3 FROM stays, accepted
                WHERE m.id = stays.id AND m.roll_number IS DISTINCT FROM $3),
              ended AS (
                UPDATE class_members m SET left_on = $4 FROM present, accepted
                WHERE m.id = present.id AND NOT EXISTS (SELECT FROM stays)),
              added AS (
                INSERT INTO class_members (class_id, student_id, roll_number, joined_on)
                SELECT $2, $1, $3, $4 FROM accepted WHERE NOT EXISTS (SELECT FROM stays))
            SELECT (SELECT holder FROM holder), CASE WHEN earliest > $4 THEN earliest END AS earliest FROM before
            """;

    private static final String LEAVE =
            "UPDATE class_members SET left_on = $2 WHERE student_id = $1 AND left_on IS NULL RETURNING id";

    private static final String AGAIN = """
            INSERT INTO class_members (class_id, student_id, roll_number, joined_on)
            SELECT c.id, $1,
              CASE WHEN NOT EXISTS (
                SELECT FROM class_members m WHERE m.class_id = c.id AND m.roll_number = $3::integer AND m.left_on IS NULL) THEN $3::integer END,
              greatest((now() AT TIME ZONE 'UTC')::date, (SELECT max(left_on) FROM class_members WHERE student_id = $1))
            FROM classes c
            WHERE c.id = $2::bigint AND NOT EXISTS (SELECT FROM class_members WHERE student_id = $1 AND left_on IS NULL)
            RETURNING id
            """;

    /** All of a student, the present one first. */
    static Uni<List<Membership>> of(long student) {
        return Sql.list(Membership.class, OF_STUDENT, student)
                .call(found -> found.isEmpty()
                        ? Student.mustExist(student)
                        : Uni.createFrom().voidItem());
    }

    /** Before all else that a transaction does which changes who is in which class. */
    public static Uni<Void> lock(Sql sql) {
        return sql.order(TABLE);
    }

    /** Puts a student into a class, or moves the student there, or gives who is there the number. */
    static Uni<Membership> put(long student, MembershipRequest request) {
        return Sql.transaction(sql -> lock(sql)
                .flatMap(locked -> Day.of(request.on(), "/on", sql))
                .flatMap(day -> sql.find(() -> new UnknownClass(request.classId()), LOCK_CLASS, request.classId())
                        .flatMap(locked -> sql.find(() -> new NoSuchStudent(student), LOCK_STUDENT, student))
                        .flatMap(locked ->
                                sql.run(Placed.class, PLACE, student, request.classId(), request.rollNumber(), day)))
                .invoke(placed -> check(placed.get(0), request.rollNumber()))
                .flatMap(placed -> sql.run(Membership.class, PRESENT, student))
                .map(present -> present.get(0)));
    }

    private static void check(Placed placed, Integer rollNumber) {
        if (placed.holder() != null) {
            throw RollNumberTaken.by(placed.holder(), rollNumber);
        }
        if (placed.earliest() != null) {
            throw UnfitDay.before("/on", placed.earliest());
        }
    }

    /** Takes a student out of the present class. */
    static Uni<Void> end(long student, LocalDate on) {
        return Sql.transaction(sql -> lock(sql)
                .flatMap(locked -> Day.of(on, "on", sql))
                .flatMap(day -> sql.find(() -> new NoSuchStudent(student), LOCK_STUDENT, student)
                        .flatMap(locked -> end(sql, student, day, "on")))
                .invoke(left -> left.orElseThrow(() -> new NotInAClass(student)))
                .replaceWithVoid());
    }

    /**
     * Takes a student, who is locked after the table, out of the present class. Fails where the student joined it later.
     *
     * @param where the day was sent: a pointer into the body, or a parameter
     * @return what has ended, or nothing
     */
    public static Uni<Optional<Membership>> end(Sql sql, long student, LocalDate day, String where) {
        return sql.run(Membership.class, PRESENT, student)
                .invoke(present -> present.stream()
                        .filter(one -> one.joinedOn().isAfter(day))
                        .forEach(one -> {
                            throw UnfitDay.before(where, one.joinedOn());
                        }))
                .call(present -> sql.run(Found.class, LEAVE, student, day))
                .map(present -> present.stream().findFirst());
    }

    /** Before the students, where one is to join it again. */
    public static Uni<Void> lockClass(Sql sql, long schoolClass) {
        return sql.find(() -> new NoSuchClass(schoolClass), LOCK_CLASS, schoolClass);
    }

    /**
     * Puts a student, who is locked after the class, into a class as of today, unless there is none any more, or the student is in one.
     *
     * @param rollNumber given unless another member has it
     * @return the class in which the student is
     */
    public static Uni<Optional<Long>> again(Sql sql, long student, Long schoolClass, Integer rollNumber) {
        return sql.run(Found.class, AGAIN, student, schoolClass, rollNumber)
                .flatMap(done -> sql.run(Membership.class, PRESENT, student))
                .map(present -> present.stream().findFirst().map(Membership::classId));
    }
}
