package org.studentmanagement.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads rows in an order, from some place on, without going through a large table.
 *
 * <p>A filter may leave a handful of rows or nearly all. PostgreSQL chooses between the index of the order and that of the
 * filter by an estimate, which may be off by any factor. So rows are gone through in the order first, up to a bound. Of many that
 * a filter leaves, enough for a page are among them. Else they are few, and the filter's own index has them. Where they are many
 * and lie together at some other place of the order, as all who are called Zoe do by name, the page ends where reading did.
 *
 * @param <E> the shape of a row, as {@link Sql} makes it
 */
final class KeysetQuery<E extends Record> {
    /** Some two milliseconds, with which every search begins. */
    private static final int SHORT_WALK = 2_000;

    /** It takes as long as sorting those of ten million rows that would be too few to fill a page within it. */
    private static final int LONG_WALK = 25_000;

    /** More are not sorted for a page: spread over the order, so many of ten million would fill one within the long walk. */
    private static final int FEW = 20_000;

    /** What no index serves is looked for among so many rows a page, and the next page goes on from there. */
    private static final int WALK_OF_A_PAGE = 5_000;

    /** In the condition {@code %1$s} stands for the value. */
    record Condition(String sql, Object value) {
        String in(List<Object> values) {
            values.add(value);
            return sql.formatted("$" + values.size());
        }
    }

    /**
     * What rows are held to.
     *
     * @param found what it takes for rows to be found by an index; none where no index serves
     */
    record Filter(Condition condition, List<Condition> found) {
        static Filter served(Condition condition) {
            return new Filter(condition, List.of(condition));
        }
    }

    /**
     * By a column, and ties by the id.
     *
     * @param form what is made of the column and of what it is compared with, which stand for {@code %s}
     */
    record Order(String column, String form, String id, boolean descending) {
        String key() {
            return form.formatted(column);
        }

        String clause(String key) {
            String direction = descending ? " DESC" : "";
            return " ORDER BY " + key + direction + ", " + id + direction;
        }

        String beyond(Cursor start, List<Object> values) {
            values.add(start.key());
            String key = form.formatted("$" + values.size());
            values.add(start.id());
            return "(%s, %s) %s (%s, $%d)".formatted(key(), id, descending ? "<" : ">", key, values.size());
        }
    }

    /**
     * @param rows in the order of reading
     * @param stop where reading ended before there were enough; null where nothing is beyond
     */
    record Found<E>(List<E> rows, E stop) {
        static <E> Found<E> all(List<E> rows) {
            return new Found<>(rows, null);
        }
    }

    @RegisterForReflection
    record Count(long count) {}

    private final Class<E> shape;
    private final String columns;
    private final String from;
    private final Order order;
    private final Cursor start;
    private final List<Condition> exact;
    private final List<Filter> filters;

    /**
     * @param columns what {@code SELECT} is to return
     * @param from what stands behind {@code FROM}, up to the conditions; a table {@code r}, if there are filters
     * @param start the row behind which it begins, or null
     * @param exact conditions that leave few rows, or are of the order's column
     * @param filters all others
     */
    KeysetQuery(
            Class<E> shape,
            String columns,
            String from,
            Order order,
            Cursor start,
            List<Condition> exact,
            List<Filter> filters) {
        this.shape = shape;
        this.columns = columns;
        this.from = from;
        this.order = order;
        this.start = start;
        this.exact = exact;
        this.filters = filters;
    }

    /** The next ones, so many and no more. */
    Uni<Found<E>> read(int most) {
        if (filters.isEmpty()) {
            return next("", most).map(Found::all);
        }
        if (filters.stream().anyMatch(filter -> filter.found().isEmpty())) {
            return walk(WALK_OF_A_PAGE, most);
        }
        return among(SHORT_WALK, most)
                .flatMap(found -> found.size() < most && found.size() * LONG_WALK >= most * SHORT_WALK
                        ? among(LONG_WALK, most)
                        : Uni.createFrom().item(found))
                .flatMap(found -> found.size() == most ? Uni.createFrom().item(found) : few(most))
                .flatMap(found -> found.isEmpty() ? unlessMany(most) : all(found));
    }

    private Uni<Found<E>> unlessMany(int most) {
        return many().flatMap(many -> many.isEmpty() ? all(many) : walk(LONG_WALK, most));
    }

    /** What is among the next so many rows, be it less than a page. */
    private Uni<Found<E>> walk(int length, int most) {
        return among(length, most).flatMap(found -> found.size() == most ? all(found) : stopped(found, length));
    }

    private Uni<Found<E>> stopped(List<E> found, int length) {
        return next(" OFFSET " + (length - 1), 1).map(last -> new Found<>(found, last.isEmpty() ? null : last.get(0)));
    }

    private Uni<Found<E>> all(List<E> found) {
        return Uni.createFrom().item(Found.all(found));
    }

    private Uni<List<E>> next(String offset, int most) {
        List<Object> values = new ArrayList<>();
        return list(
                "SELECT " + columns + " FROM " + from + where(narrowed(values)) + order.clause(order.key()) + offset,
                values,
                most);
    }

    /** Those that the filters leave of the next so many. */
    private Uni<List<E>> among(int length, int most) {
        List<Object> values = new ArrayList<>();
        String next = keyed(narrowed(values)) + order.clause("sort_key") + " LIMIT " + length;
        return list(
                "SELECT " + columns + " FROM (" + next + ") r" + where(rendered(filtered(), values))
                        + order.clause("sort_key"),
                values,
                most);
    }

    /** Those that the filters leave, or none where these are too many to be sorted. */
    private Uni<List<E>> few(int most) {
        List<Object> values = new ArrayList<>();
        String few = few(values) + " <= " + FEW;
        String beyond = start == null ? "" : " AND " + order.beyond(start, values);
        return list(few + beyond + order.clause("sort_key"), values, most);
    }

    /** One, where they are too many. */
    private Uni<List<E>> many() {
        List<Object> values = new ArrayList<>();
        return list(few(values) + " > " + FEW, values, 1);
    }

    /** Materialized, so that neither the order nor its bounds have a part in the choice of an index. */
    private String few(List<Object> values) {
        return "WITH found AS MATERIALIZED (" + keyed(rendered(found(), values))
                + "), few AS MATERIALIZED (SELECT * FROM found LIMIT " + (FEW + 1) + ") SELECT " + columns
                + " FROM few r WHERE (SELECT count(*) FROM few)";
    }

    private String keyed(List<String> conditions) {
        return "SELECT r.*, " + order.key() + " AS sort_key FROM " + from + where(conditions);
    }

    private Uni<List<E>> list(String statement, List<Object> values, int most) {
        values.add((long) most);
        return Sql.list(shape, statement + " LIMIT $" + values.size(), values.toArray());
    }

    /** How many there are from the first on. */
    Uni<Long> count() {
        List<Object> values = new ArrayList<>();
        return Sql.list(
                        Count.class,
                        "SELECT count(*) FROM " + from + where(rendered(found(), values)),
                        values.toArray())
                .map(counted -> counted.get(0).count());
    }

    private List<String> narrowed(List<Object> values) {
        List<String> narrowed = rendered(exact, values);
        if (start != null) {
            narrowed.add(order.beyond(start, values));
        }
        return narrowed;
    }

    private List<Condition> filtered() {
        return filters.stream().map(Filter::condition).toList();
    }

    /** All conditions, and what it takes for an index to serve them. */
    private Set<Condition> found() {
        Set<Condition> found = new LinkedHashSet<>(exact);
        filters.forEach(filter -> found.addAll(filter.found()));
        found.addAll(filtered());
        return found;
    }

    private static List<String> rendered(Collection<Condition> conditions, List<Object> values) {
        List<String> rendered = new ArrayList<>();
        for (Condition condition : conditions) {
            rendered.add(condition.in(values));
        }
        return rendered;
    }

    private static String where(List<String> conditions) {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }
}
