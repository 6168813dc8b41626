package org.studentmanagement.api;

import io.quarkus.hibernate.orm.panache.Panache;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/** 409: other rows have values that no two may have. */
class Duplicate extends ProblemException {
    private static final long serialVersionUID = 1L;

    private static final String KEY = "_key";

    private Duplicate(Set<String> members) {
        super(
                StatusCode.CONFLICT,
                "duplicate",
                "It exists already",
                "The %s %s taken. Send another one, or change the one that has it."
                        .formatted(String.join(" and the ", members), members.size() == 1 ? "is" : "are"),
                members.stream()
                        .map(member -> Problem.Fault.at("/" + member, "is taken"))
                        .toList());
    }

    @Example(when = SharedResponse.EXISTS)
    static Duplicate example() {
        return new Duplicate(Set.of("email"));
    }

    /** With the member that a key of one column is named after: {@code courses_code_key} refuses a second {@code code}. */
    static Optional<ProblemException> of(String table, String constraint) {
        boolean named = constraint.startsWith(table + "_") && constraint.endsWith(KEY);
        return named
                ? Optional.of(new Duplicate(
                        Set.of(constraint.substring(table.length() + 1, constraint.length() - KEY.length()))))
                : Optional.empty();
    }

    /**
     * With all members that are taken when asked, and the one that the database named: whoever had that one may have let go
     * of it by then.
     */
    static Duplicate of(Row row, Unique named) {
        Set<String> members = new TreeSet<>(Set.of(named.member()));
        row.unique().stream()
                .filter(other -> !other.equals(named) && other.value() != null && isTaken(row, other))
                .forEach(other -> members.add(other.member()));
        return new Duplicate(members);
    }

    private static boolean isTaken(Row row, Unique unique) {
        String equal = unique.ignoresCase() ? "lower(r.%s) = lower(:value)" : "r.%s = :value";
        return !Panache.getEntityManager()
                .createQuery(
                        "select r.id from " + row.getClass().getSimpleName() + " r where r.id <> :id and "
                                + equal.formatted(unique.member()),
                        Long.class)
                .setParameter("value", unique.value())
                // one that was to be new has no id
                .setParameter("id", Objects.requireNonNullElse(row.id, 0L))
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }
}
