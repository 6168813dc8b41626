package org.studentmanagement.oneroster;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.studentmanagement.api.Sql;

/** Reads records. The database makes their JSON, of the rows of the page alone. */
final class RosterRows {
    /** Of what is there and gone by the same id, what is there. */
    private static final String FIRST = "ORDER BY r.gone LIMIT 1";

    private static final String NOBODY = "No record of this collection has this sourcedId.";

    @RegisterForReflection
    record Shown(String json) {}

    @RegisterForReflection
    record ShownInOrder(String json, long id, long otherId, int noun) {}

    @RegisterForReflection
    record Counted(long total) {}

    @RegisterForReflection
    record Made(Instant createdAt) {}

    private final Roster roster;
    private final String root;

    /** @param root where the services are, as in https://school.example/ims/oneroster */
    RosterRows(Roster roster, String root) {
        this.roster = roster;
        this.root = root;
    }

    /** @param which of the rows of the collection, as a condition */
    Uni<RosterPage> page(RosterQuery query, Function<RosterValues, String> which) {
        RosterRecord record = roster.record;
        RosterValues values = new RosterValues(root);
        RosterFilter filter = new RosterFilter(record, values);
        String where = which.apply(values) + (query.filter == null ? "" : " AND " + filter.condition(query.filter));
        String json = record.json(query.members(record));
        String order = query.order(record);
        Object[] counting = values.all();
        PlaceInRoster place = query.place();
        String behind = place == null ? "" : " AND " + query.behind(place, values);
        String part = "ORDER BY %s LIMIT %s OFFSET %s"
                .formatted(
                        order,
                        values.add(query.limit, "integer"),
                        values.add(place == null ? query.offset : 0, "integer"));
        return school().flatMap(made -> {
            String rows = from(where, filter.since(made));
            return (place == null ? count(rows, counting) : Uni.createFrom().item(place.total()))
                    .flatMap(total -> Sql.list(
                                    ShownInOrder.class,
                                    page(json + " AS json, r.id, r.other_id, r.noun", rows + behind, part),
                                    values.all())
                            .map(shown -> new RosterPage(record, shown, total)));
        });
    }

    private static Uni<Long> count(String rows, Object[] values) {
        return Sql.list(Counted.class, "SELECT count(*) AS total " + rows, values)
                .map(counted -> counted.get(0).total());
    }

    /** @throws OneRosterRefusal if none has the id */
    Uni<String> one(String sourcedId, String fields) {
        RosterRecord record = roster.record;
        RosterValues values = new RosterValues(root);
        String rows = from(values.isRow(sourcedId), null);
        String statement = page(record.json(RosterQuery.members(fields, record)) + " AS json", rows, FIRST);
        return school().flatMap(known -> Sql.list(Shown.class, statement, values.all()))
                .map(shown -> "{\"" + record.one + "\":"
                        + first(shown).orElseThrow(RosterRows::nobody).json() + "}");
    }

    /** The row that has the id, which may be gone. */
    Uni<SourcedId> known(String sourcedId) {
        return find(sourcedId, values -> "true").map(row -> row.orElseThrow(RosterRows::nobody));
    }

    /** The row that has the id, unless it is gone. */
    Uni<Optional<SourcedId>> present(String sourcedId) {
        return find(sourcedId, values -> "NOT r.gone");
    }

    /** The same of what a path names. */
    Uni<SourcedId> there(String sourcedId) {
        return present(sourcedId).map(row -> row.orElseThrow(RosterRows::nobody));
    }

    /**
     * The same of what a record refers to.
     *
     * @param member that does
     * @param which of the rows of the collection, as a condition
     */
    Uni<SourcedId> named(String sourcedId, String member, Function<RosterValues, String> which) {
        return find(sourcedId, values -> "NOT r.gone AND " + which.apply(values))
                .map(row -> row.orElseThrow(() -> OneRosterRefusal.unfit(
                        member + ".sourcedId is that of no " + roster.record.one + " that it could be.")));
    }

    /** The same of several, each looked for once; of those that are null nothing is. */
    Uni<Map<String, SourcedId>> named(
            Collection<String> sourcedIds, String member, Function<RosterValues, String> which) {
        return each(sourcedIds, id -> named(id, member, which).map(Optional::of));
    }

    /** Those of several that are there. */
    Uni<Map<String, SourcedId>> present(Collection<String> sourcedIds) {
        return each(sourcedIds, this::present);
    }

    private static Uni<Map<String, SourcedId>> each(
            Collection<String> sourcedIds, Function<String, Uni<Optional<SourcedId>>> find) {
        Map<String, SourcedId> rows = new HashMap<>();
        return Multi.createFrom()
                .iterable(sourcedIds.stream().filter(Objects::nonNull).collect(Collectors.toSet()))
                .onItem()
                .transformToUniAndConcatenate(id ->
                        find.apply(id).invoke(found -> found.ifPresent(row -> rows.put(id, row))))
                .collect()
                .asList()
                .replaceWith(rows);
    }

    private Uni<Optional<SourcedId>> find(String sourcedId, Function<RosterValues, String> which) {
        RosterValues values = new RosterValues(root);
        String statement = "SELECT %s AS prefix, r.noun, r.id, r.other_id %s AND %s %s"
                .formatted(OneRosterSchool.PREFIX, from(values.isRow(sourcedId), null), which.apply(values), FIRST);
        return school().flatMap(known -> Sql.list(SourcedId.class, statement, values.all()))
                .map(RosterRows::first);
    }

    private static <R> Optional<R> first(List<R> rows) {
        return rows.stream().findFirst();
    }

    private static OneRosterRefusal nobody() {
        return OneRosterRefusal.unknown(NOBODY);
    }

    private static String page(String shown, String rows, String place) {
        return "SELECT " + shown + " FROM (SELECT r.* " + rows + " " + place + ") r";
    }

    private String from(String where, String since) {
        return "FROM (%s) r WHERE $1::text IS NOT NULL AND %s AND %s"
                .formatted(roster.record.rows(since), roster.rows, where);
    }

    /** When the school was made, which the first request of all does. */
    private static Uni<Instant> school() {
        // others ask for what has changed since they last did, and would not ask again for what comes to a standby
        // later
        Sql.stayAtPrimary();
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
}
