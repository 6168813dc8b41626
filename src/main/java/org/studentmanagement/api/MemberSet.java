package org.studentmanagement.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What belongs to a row by a table of pairs, and is sent as a whole: the teachers of a course, say. */
public final class MemberSet {
    /** Id of a member that was named and does not exist. */
    @RegisterForReflection
    record Missing(long id) {}

    private static final String REPLACE = """
            WITH known AS (SELECT id FROM %4$s WHERE id = ANY($2::bigint[]) ORDER BY id FOR KEY SHARE),
              missing AS (SELECT id FROM unnest($2::bigint[]) AS asked (id) WHERE id NOT IN (SELECT id FROM known)),
              removed AS (
                DELETE FROM %1$s
                WHERE %2$s = $1 AND %3$s <> ALL($2::bigint[]) AND NOT EXISTS (SELECT FROM missing)),
              added AS (
                INSERT INTO %1$s (%2$s, %3$s)
                SELECT $1, id FROM known WHERE NOT EXISTS (SELECT FROM missing)
                ORDER BY id
                ON CONFLICT DO NOTHING)
            SELECT id FROM missing
            """;

    private final String replace;

    /**
     * @param pairs the table of the pairs
     * @param owner its column of the row to which they belong
     * @param member its column of what belongs to it
     * @param members the table of these
     */
    public MemberSet(String pairs, String owner, String member, String members) {
        replace = REPLACE.formatted(pairs, owner, member, members);
    }

    /**
     * Makes it exactly these or, where one does not exist, changes nothing and fails. One at a time may do so for an owner, whose row
     * the transaction has locked before.
     *
     * @param unknown the refusal, of the ids that nothing has
     */
    public Uni<Void> replace(
            Sql sql, long owner, List<Long> members, Function<Set<Long>, ? extends ProblemException> unknown) {
        return sql.run(Missing.class, replace, owner, members.toArray(Long[]::new))
                .invoke(missing -> {
                    if (!missing.isEmpty()) {
                        throw unknown.apply(missing.stream().map(Missing::id).collect(Collectors.toSet()));
                    }
                })
                .replaceWithVoid();
    }
}
