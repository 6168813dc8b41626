package org.studentmanagement.oneroster;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.studentmanagement.api.Sql;

/**
 * A sourcedId that a record got from the software that has stored it, or from the file that it was imported with. All others are made of
 * their rows, and are not here. It stays when its row is gone, so that who has a copy is told of that one.
 */
@Entity
@Table(
        name = "sourced_ids",
        uniqueConstraints =
                @UniqueConstraint(
                        name = "sourced_ids_noun_row_id_other_id_key",
                        columnNames = {"noun", "row_id", "other_id"}))
class GivenSourcedId {
    @Id
    @Column(name = "sourced_id")
    UUID sourcedId;

    @Column(nullable = false)
    short noun;

    @Column(nullable = false)
    long rowId;

    @Column(nullable = false)
    long otherId;

    @Column(nullable = false)
    Instant createdAt;

    @RegisterForReflection
    record Allocated(String sourcedId) {}

    @RegisterForReflection
    record Kept(long rowId) {}

    @RegisterForReflection
    record Row(String sourcedId, long rowId) {}

    /** @param noun null, as are the ids, of what was not given */
    @RegisterForReflection
    record Meant(String sourcedId, long prefix, Integer noun, Long rowId, Long otherId) {}

    private static final String MEANT = "SELECT named.id::text AS sourced_id, " + OneRosterSchool.PREFIX
            + " AS prefix, g.noun::integer AS noun, g.row_id, g.other_id"
            + " FROM (SELECT DISTINCT unnest($1::uuid[]) AS id) named LEFT JOIN sourced_ids g ON g.sourced_id = named.id";

    private static final String KNOWN =
            "SELECT sourced_id::text AS sourced_id, row_id FROM sourced_ids WHERE noun = $1::integer AND sourced_id = ANY($2::uuid[])";

    /** What stands for a row that is gone may stand for another one. What is taken, or of a row that has one, is left as it is. */
    private static final String KEEP = """
            WITH given AS MATERIALIZED (
              SELECT * FROM unnest($2::uuid[], $3::bigint[], $4::bigint[]) AS given (sourced_id, row_id, other_id)
              WHERE sourced_id IS NOT NULL),
            moved AS (
              UPDATE sourced_ids s SET row_id = given.row_id, other_id = given.other_id FROM given
              WHERE $1::integer <> 13 AND s.sourced_id = given.sourced_id AND s.noun = $1::integer AND (s.row_id, s.other_id) <> (given.row_id, given.other_id)
                AND EXISTS (
                  SELECT FROM roster_changes g
                  WHERE g.noun = s.noun AND g.row_id = s.row_id AND g.other_id = s.other_id AND g.gone)
              RETURNING s.row_id),
            added AS (
              INSERT INTO sourced_ids (sourced_id, noun, row_id, other_id)
              SELECT given.sourced_id, $1::integer, given.row_id, given.other_id FROM given
              WHERE NOT EXISTS (SELECT FROM sourced_ids s WHERE s.sourced_id = given.sourced_id)
              ON CONFLICT DO NOTHING
              RETURNING row_id)
            SELECT row_id FROM moved UNION ALL SELECT row_id FROM added
            """;

    private static final String ALLOCATED = "SELECT "
            + sql("$1::integer", "allocated.row_id", "allocated.other_id")
            + "::text AS sourced_id FROM unnest($2::bigint[], $3::bigint[]) WITH ORDINALITY AS allocated (row_id, other_id, place)"
            + " ORDER BY place";

    /** What sourcedIds stand for: the given for their rows, the others of this school for what they are made of, whether or not it is there. */
    static Uni<Map<String, SourcedId>> meant(List<String> ids) {
        UUID[] sought =
                ids.stream().flatMap(text -> SourcedId.uuid(text).stream()).toArray(UUID[]::new);
        return Sql.list(Meant.class, MEANT, (Object) sought).map(found -> {
            Map<String, Meant> rows = found.stream().collect(Collectors.toMap(Meant::sourcedId, row -> row));
            Map<String, SourcedId> meant = new HashMap<>();
            for (String id : ids) {
                Optional.ofNullable(rows.get(id.toLowerCase(Locale.ROOT)))
                        .flatMap(row -> row.noun() == null
                                ? SourcedId.parse(id).filter(made -> made.prefix() == row.prefix())
                                : Optional.of(new SourcedId(row.prefix(), row.noun(), row.rowId(), row.otherId())))
                        .ifPresent(row -> meant.put(id, row));
            }
            return meant;
        });
    }

    /** The expression of the sourcedId of a row that may have been given one; where no row was, none is looked for. */
    static String sql(String noun, String id, String otherId) {
        String made = SourcedId.sql(noun, id, otherId);
        return ("CASE WHEN (SELECT EXISTS (SELECT FROM sourced_ids)) THEN coalesce((SELECT s.sourced_id FROM sourced_ids s"
                        + " WHERE s.noun = %s AND s.row_id = %s AND s.other_id = %s), %s) ELSE %s END")
                .formatted(noun, id, otherId, made, made);
    }

    /** What of these was given to rows of a noun, with the ids of the rows. */
    static Uni<Map<String, Long>> known(Noun noun, Set<String> ids) {
        UUID[] sought =
                ids.stream().flatMap(text -> SourcedId.uuid(text).stream()).toArray(UUID[]::new);
        return Sql.list(Row.class, KNOWN, noun.number, sought)
                .map(rows -> rows.stream().collect(Collectors.toMap(Row::sourcedId, Row::rowId)));
    }

    /**
     * Keeps what rows of one noun were sent with, as far as it is free.
     *
     * @param given as they came; null, or of another form, where the rows have that which is made
     * @return what the rows have now, in this order
     */
    static Uni<List<String>> keep(Noun noun, List<String> given, Long[] ids, Long[] otherIds) {
        UUID[] usable = given.stream()
                .map(text -> text == null ? null : SourcedId.given(text).orElse(null))
                .toArray(UUID[]::new);
        return Sql.write(Kept.class, KEEP, noun.number, usable, ids, otherIds)
                .flatMap(kept -> Sql.list(Allocated.class, ALLOCATED, noun.number, ids, otherIds))
                .map(rows -> rows.stream().map(Allocated::sourcedId).toList());
    }
}
