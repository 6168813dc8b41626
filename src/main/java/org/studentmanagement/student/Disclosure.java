package org.studentmanagement.student;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.Sql;

/** All that is held about one student. */
@Schema(description = "All that the database holds about one student, as of one moment")
record Disclosure(
        @Schema(description = "That moment", examples = "2026-11-20T09:00:00Z")
        Instant asOf,

        StudentResponse student,

        @Schema(
                description =
                        "What is held besides, by its kind: present enrollments, places on waiting_lists, the history"
                                + " with its events, clients that are bound to the student, and answers that are kept for an"
                                + " Idempotency-Key. There may be more kinds, and a kind may have more members",
                examples = """
                        {"answers": [], "clients": [], "enrollments": [], "stints": [], "waiting_lists": [], "history": [
                          {"id": 1, "kind": "enrolled", "stint": "8e03978e-40d5-43dd-bc93-6894a57f9324", "student_id": 1,
                            "course_id": 2, "happened_at": "2026-11-20T09:00:00Z", "recorded_at": "2026-11-20T09:00:00Z",
                            "completed_on": null, "result": null, "overrides": [], "actor": "registrar", "request_id": "first",
                            "reason": null}]}""")
        Map<String, List<? extends Record>> held) {

    @RegisterForReflection
    record Moment(Instant asOf) {}

    /** The first statement, as of which all are. */
    private static final String MOMENT = "SELECT statement_timestamp() AS as_of";

    private static final String STUDENT =
            "SELECT id, number, name, email, created_at, updated_at, version FROM students WHERE id = $1";

    /** Fails with {@link NoSuchStudent} where nobody has the id. */
    static Uni<Disclosure> of(long student, List<Holding> holdings) {
        return Sql.snapshot(sql -> sql.run(Moment.class, MOMENT)
                .flatMap(moment -> sql.run(StudentResponse.class, STUDENT, student)
                        .flatMap(found -> {
                            if (found.isEmpty()) {
                                throw new NoSuchStudent(student);
                            }
                            return held(student, holdings, sql)
                                    .map(held -> new Disclosure(moment.get(0).asOf(), found.get(0), held));
                        })));
    }

    private static Uni<Map<String, List<? extends Record>>> held(long student, List<Holding> holdings, Sql sql) {
        Uni<Map<String, List<? extends Record>>> all = Uni.createFrom().item(TreeMap::new);
        for (Holding holding : holdings) {
            all = all.call(held -> holding.about(student, sql).invoke(rows -> held.put(holding.name(), rows)));
        }
        return all;
    }
}
