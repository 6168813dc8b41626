package org.studentmanagement.departure;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import org.studentmanagement.api.Cause;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.ServerError;
import org.studentmanagement.api.Sql;
import org.studentmanagement.schoolclass.Membership;
import org.studentmanagement.student.NoSuchStudent;
import org.studentmanagement.student.Student;

/**
 * Requests to leave school: asked, withdrawn, refused; {@link Leaving} grants them and takes that back. Tables are locked first, in the order of an import, then what is locked by who
 * changes classes and enrollments, in their orders: a class, the student, courses, seats. All is done, or nothing.
 */
final class Departures {
    /** As it is stored. */
    @RegisterForReflection
    record Stored(String state, LocalDate leavesOn, Long classId, Integer rollNumber) {}

    /** Nothing but that it is done. */
    @RegisterForReflection
    record Done(boolean done) {}

    static final String REQUESTED = "requested";

    private static final String TABLES =
            "LOCK TABLE student_courses, waitlist_entries, class_members, fees, departures IN ROW EXCLUSIVE MODE";

    private static final String ASK = """
            INSERT INTO departures AS d (student_id, leaves_on, reason, asked_by)
            SELECT id, $2, $3, $4 FROM students WHERE id = $1
            RETURNING
            """ + DepartureResponse.COLUMNS;

    private static final String ONE =
            "SELECT state, leaves_on, class_id, roll_number FROM departures WHERE student_id = $1 AND id = $2";

    private static final String LOCK = "SELECT FROM students WHERE id = $1 FOR UPDATE";

    private static final String DECIDE = """
            UPDATE departures d SET state = $2, decided_by = $3, decided_at = now(), note = coalesce($4, note)
            WHERE d.id = $1
            RETURNING
            """ + DepartureResponse.COLUMNS;

    private Departures() {}

    /** All of a student, the latest first. */
    static Uni<List<DepartureResponse>> of(long student) {
        return Sql.list(DepartureResponse.class, DepartureResponse.OF_STUDENT, student)
                .call(found -> found.isEmpty()
                        ? Student.mustExist(student)
                        : Uni.createFrom().voidItem());
    }

    static Uni<Page<DepartureResponse>> list(DepartureQuery query) {
        return new Listing<>(
                        DepartureResponse.class,
                        DepartureResponse.COLUMNS,
                        "departures d",
                        "d.id",
                        DepartureResponse::id)
                .sortedBy("id", "d.id", Long.class, DepartureResponse::id)
                .where("d.state = %s", query.state)
                .page(query);
    }

    static Uni<DepartureResponse> ask(long student, DepartureRequest request) {
        String actor = Cause.of(null).actor();
        return Sql.write(DepartureResponse.class, ASK, student, request.leavesOn(), request.reason(), actor)
                .onFailure(failure -> ServerError.breaks(failure, DepartureRefused.ONE))
                .transform(open -> DepartureRefused.open())
                .map(stored -> stored.stream().findFirst().orElseThrow(() -> new NoSuchStudent(student)));
    }

    static Uni<DepartureResponse> withdraw(long student, long id) {
        Cause cause = Cause.of(null);
        return whileLocked(student, id, REQUESTED, (sql, stored) -> decided(sql, id, "withdrawn", cause));
    }

    static Uni<DepartureResponse> decide(long student, long id, DecisionRequest decision) {
        Cause cause = Cause.of(decision.note());
        return whileLocked(
                student,
                id,
                REQUESTED,
                (sql, stored) -> decision.granted()
                        ? Leaving.grant(sql, student, id, stored, decision, cause)
                        : decided(sql, id, "refused", cause));
    }

    static Uni<DepartureReturn> takeBack(long student, long id) {
        Cause cause = Cause.of(null);
        return whileLocked(
                student, id, Leaving.GRANTED, (sql, stored) -> Leaving.takeBack(sql, student, id, stored, cause));
    }

    static Uni<DepartureResponse> decided(Sql sql, long id, String state, Cause cause) {
        return sql.run(DepartureResponse.class, DECIDE, id, state, cause.actor(), cause.reason())
                .map(stored -> stored.get(0));
    }

    /** Nobody else decides, or enrolls, moves or charges the student, by whichever statement, until it has ended. */
    private static <T> Uni<T> whileLocked(long student, long id, String wanted, BiFunction<Sql, Stored, Uni<T>> work) {
        return Sql.transaction(sql -> sql.order(TABLES)
                .flatMap(locked -> stored(sql, ONE, student, id))
                .flatMap(before -> before.classId() == null
                        ? Uni.createFrom().voidItem()
                        : Membership.lockClass(sql, before.classId()))
                .flatMap(locked -> sql.find(() -> new NoSuchStudent(student), LOCK, student))
                .flatMap(locked -> stored(sql, ONE + " FOR NO KEY UPDATE", student, id))
                .invoke(stored -> {
                    if (!stored.state().equals(wanted)) {
                        throw DepartureRefused.decided(stored.state(), wanted);
                    }
                })
                .flatMap(stored -> work.apply(sql, stored)));
    }

    private static Uni<Stored> stored(Sql sql, String statement, long student, long id) {
        return sql.run(Stored.class, statement, student, id)
                .map(found -> found.stream().findFirst().orElseThrow(() -> new NoSuchDeparture(student, id)));
    }
}
