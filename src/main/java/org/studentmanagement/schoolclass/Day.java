package org.studentmanagement.schoolclass;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import org.studentmanagement.api.Sql;

/** The day from which a change of classes holds: one that has come, so that whoever has not left is a member today. */
@RegisterForReflection
public record Day(LocalDate day, LocalDate latest) {
    /** Of the day, as the farthest zone has it: no school is ahead of that. */
    private static final String ASKED = """
            SELECT coalesce($1::date, (now() AT TIME ZONE 'UTC')::date) AS day,
              (now() AT TIME ZONE 'UTC' + interval '14 hours')::date AS latest
            """;

    /**
     * Fails where the day is to come.
     *
     * @param sent null for today
     * @param where it was sent: a pointer into the body, or a parameter
     */
    public static Uni<LocalDate> of(LocalDate sent, String where, Sql sql) {
        return sql.run(Day.class, ASKED, sent)
                .map(found -> found.get(0))
                .invoke(asked -> {
                    if (asked.day().isAfter(asked.latest())) {
                        throw UnfitDay.after(where, asked.latest());
                    }
                })
                .map(Day::day);
    }
}
