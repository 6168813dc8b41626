package org.studentmanagement.oneroster;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.studentmanagement.api.Sql;

/** Reads records. The database makes their JSON, of the rows of the page alone. */
final class RosterRows {
    private static final String NOBODY = "No record of this collection has this sourcedId.";

    @RegisterForReflection
    record Shown(String json) {}

    @RegisterForReflection
    record Counted(long total) {}

    @RegisterForReflection
    record Made(Instant createdAt) {}

    private final Roster roster;
    private final String service;

    /** @param service where it is, as in https://school.example/ims/oneroster/rostering/v1p2 */
    RosterRows(Roster roster, String service) {
        this.roster = roster;
        this.service = service;
    }

    /** @param which of the rows of the collection, as a condition */
    Uni<RosterPage> page(RosterQuery query, Function<RosterValues, String> which) {
        RosterRecord record = roster.record;
        RosterValues values = new RosterValues(service);
        RosterFilter filter = new RosterFilter(record, values);
        String where = which.apply(values) + (query.filter == null ? "" : " AND " + filter.condition(query.filter));
        String json = record.json(query.members(record));
        String order = query.order(record);
        Object[] counting = values.all();
        String place = "ORDER BY %s LIMIT %s OFFSET %s"
                .formatted(order, values.add(query.limit, "integer"), values.add(query.offset, "integer"));
        return school().flatMap(made -> {
            String rows = from(where, filter.since(made));
            return Sql.list(Counted.class, "SELECT count(*) AS total " + rows, counting)
                    .flatMap(counted -> Sql.list(Shown.class, page(json, rows, place), values.all())
                            .map(shown -> new RosterPage(
                                    record, json(shown), counted.get(0).total())));
        });
    }

    /** @throws OneRosterRefusal if none has the id */
    Uni<String> one(String sourcedId, String fields) {
        RosterRecord record = roster.record;
        RosterValues values = new RosterValues(service);
        SourcedId sought = SourcedId.parse(sourcedId).orElseThrow(() -> OneRosterRefusal.unknown(NOBODY));
        String rows = from(values.isRow(sought), null);
        String statement = page(record.json(RosterQuery.members(fields, record)), rows, "ORDER BY r.gone LIMIT 1");
        return school().flatMap(known -> Sql.list(Shown.class, statement, values.all()))
                .map(shown -> "{\"" + record.one + "\":" + only(shown).json() + "}");
    }

    /** @throws OneRosterRefusal if none has the id */
    Uni<SourcedId> known(String sourcedId) {
        return one(sourcedId, "sourcedId")
                .map(shown -> SourcedId.parse(sourcedId).orElseThrow());
    }

    private static String page(String json, String rows, String place) {
        return "SELECT " + json + " AS json FROM (SELECT r.* " + rows + " " + place + ") r";
    }

    private String from(String where, String since) {
        return "FROM (%s) r WHERE $1::text IS NOT NULL AND %s AND %s"
                .formatted(roster.record.rows(since), roster.rows, where);
    }

    /** When the school was made, which the first request of all does. */
    private static Uni<Instant> school() {
        return Sql.list(Made.class, OneRosterSchool.READ).flatMap(known -> known.isEmpty() ? make() : made(known));
    }

    /** Where another request makes it at the same time, this one does as if it had been later. */
    private static Uni<Instant> make() {
        return Sql.write(Made.class, OneRosterSchool.MAKE)
                .flatMap(made -> made.isEmpty() ? Uni.createFrom().item(Instant.MAX) : made(made));
    }

    private static Uni<Instant> made(List<Made> made) {
        return Uni.createFrom().item(made.get(0).createdAt());
    }

    private static Shown only(List<Shown> shown) {
        if (shown.isEmpty()) {
            throw OneRosterRefusal.unknown(NOBODY);
        }
        return shown.get(0);
    }

    private static List<String> json(List<Shown> shown) {
        return shown.stream().map(Shown::json).toList();
    }
}
