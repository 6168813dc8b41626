package org.studentmanagement.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A collection to be read in pages by keyset: a page starts behind the last key of the one before, so a deep page costs
 * as much as the first, and rows that come or go meanwhile shift nothing.
 *
 * @param <E> the shape of an item, as {@link Sql} makes it of a row
 */
public final class Listing<E extends Record> {
    /** One order: an expression of SQL, and how to read its value off an item. Ties are broken by the id. */
    private record Order<E>(String expression, Class<?> type, Function<E, Object> value) {}

    @RegisterForReflection
    record Count(long count) {}

    private final Class<E> shape;
    private final String columns;
    private final String from;
    private final String idExpression;
    private final Function<E, Long> id;
    private final Map<String, Order<E>> orders = new LinkedHashMap<>();
    private final Map<String, Order<E>> lastOrders = new LinkedHashMap<>();
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /**
     * @param columns what {@code SELECT} is to return
     * @param from what stands behind {@code FROM}, up to the conditions
     * @param idExpression the id of an item in that query
     */
    public Listing(Class<E> shape, String columns, String from, String idExpression, Function<E, Long> id) {
        this.shape = shape;
        this.columns = columns;
        this.from = from;
        this.idExpression = idExpression;
        this.id = id;
    }

    /** Rows of a table, by their ids unless asked otherwise, and last by their times. Conditions name the table {@code r}. */
    public static <E extends Record & StoredRow> Listing<E> of(Class<E> shape, String table, RowQuery query) {
        Listing<E> rows = new Listing<>(shape, Shape.of(shape).columns("r"), table + " r", "r.id", StoredRow::id);
        rows.lastOrders.put("created_at", new Order<>("r.created_at", Instant.class, StoredRow::createdAt));
        rows.lastOrders.put("updated_at", new Order<>("r.updated_at", Instant.class, StoredRow::updatedAt));
        if (query.updatedSince != null && !Sql.storable(query.updatedSince)) {
            throw ProblemException.invalidParameter("updated_since", "must be a time that the database can hold");
        }
        List<Long> ids = Ids.of(query, "id");
        return rows.sortedBy("id", "r.id", Long.class, StoredRow::id)
                .where("r.updated_at >= %s", query.updatedSince)
                .where("r.id = ANY(%s)", ids == null ? null : ids.toArray(Long[]::new));
    }

    /** Offers an order; the first one offered is the default. */
    public Listing<E> sortedBy(String name, String expression, Class<?> valueType, Function<E, Object> value) {
        orders.put(name, new Order<>(expression, valueType, value));
        return this;
    }

    /** Narrows the collection, unless the value is null. In the condition, {@code %1$s} stands for the value. */
    public Listing<E> where(String condition, Object value) {
        if (value != null) {
            values.add(value);
            conditions.add(condition.formatted("$" + values.size()));
        }
        return this;
    }

    /** A pattern for {@code ilike} that finds the text anywhere, whatever signs it has; null stays null. */
    public static String anywhere(String text) {
        return text == null ? null : "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    public Uni<Page<E>> page(PageQuery query) {
        orders.putAll(lastOrders);
        String sort = query.sort == null ? orders.keySet().iterator().next() : query.sort;
        boolean descending = sort.startsWith("-");
        String name = descending ? sort.substring(1) : sort;
        Order<E> order = orders.get(name);
        if (order == null) {
            throw ProblemException.invalidParameter(
                    "sort",
                    "must be one of " + String.join(", ", orders.keySet()) + ", with a hyphen in front to descend");
        }

        Cursor start = cursor(query, sort, order);
        boolean backwards = query.before != null;
        Uni<Long> total = query.total ? count() : Uni.createFrom().nullItem();
        // one more than asked for tells whether there is another page that way
        return read(order, start, descending != backwards, query.limit + 1).flatMap(found -> {
            boolean more = found.size() > query.limit;
            List<E> items = new ArrayList<>(more ? found.subList(0, query.limit) : found);
            if (backwards) {
                Collections.reverse(items);
            }
            URI next = backwards || more ? next(query, sort, order, items) : null;
            URI prev = start != null && (more || !backwards) ? prev(query, sort, order, items, start) : null;
            return total.map(all -> new Page<>(items, next, prev, all));
        });
    }

    private Cursor cursor(PageQuery query, String sort, Order<E> order) {
        if (query.before == null) {
            return query.after == null ? null : Cursor.parse(Cursor.AFTER, query.after, sort, order.type());
        }
        if (query.after != null) {
            throw ProblemException.invalidParameter(Cursor.BEFORE, "must not come together with after");
        }
        return Cursor.parse(Cursor.BEFORE, query.before, sort, order.type());
    }

    private Uni<List<E>> read(Order<E> order, Cursor start, boolean descending, int most) {
        List<Object> given = new ArrayList<>(values);
        List<String> narrowed = new ArrayList<>(conditions);
        if (start != null) {
            given.add(start.key());
            given.add(start.id());
            narrowed.add("(%s, %s) %s ($%d, $%d)"
                    .formatted(
                            order.expression(), idExpression, descending ? "<" : ">", given.size() - 1, given.size()));
        }
        given.add((long) most);
        String direction = descending ? " DESC" : "";
        return Sql.list(
                shape,
                "SELECT " + columns + " FROM " + from + clause(narrowed) + " ORDER BY " + order.expression() + direction
                        + ", " + idExpression + direction + " LIMIT $" + given.size(),
                given.toArray());
    }

    private Uni<Long> count() {
        return Sql.list(Count.class, "SELECT count(*) FROM " + from + clause(conditions), values.toArray())
                .map(counted -> counted.get(0).count());
    }

    private static String clause(List<String> conditions) {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    /** Where all that was before is gone, the page that comes next is the first. */
    private URI next(PageQuery query, String sort, Order<E> order, List<E> items) {
        return items.isEmpty()
                ? neighbour(query, null, null)
                : neighbour(query, Cursor.AFTER, cursor(sort, order, items.get(items.size() - 1)));
    }

    /** Where all that came after is gone, the page before ends with the very item at which this one was to begin. */
    private URI prev(PageQuery query, String sort, Order<E> order, List<E> items, Cursor start) {
        return neighbour(
                query,
                Cursor.BEFORE,
                items.isEmpty()
                        ? new Cursor(sort, start.key(), start.id() + (sort.startsWith("-") ? -1 : 1))
                        : cursor(sort, order, items.get(0)));
    }

    private Cursor cursor(String sort, Order<E> order, E item) {
        return new Cursor(sort, order.value().apply(item), id.apply(item));
    }

    private static URI neighbour(PageQuery query, String parameter, Cursor cursor) {
        UriBuilder there =
                query.uri.getRequestUriBuilder().replaceQueryParam(Cursor.AFTER).replaceQueryParam(Cursor.BEFORE);
        URI absolute = (cursor == null ? there : there.queryParam(parameter, cursor.toString())).build();
        // relative, because a proxy in front may have another name
        String asked = absolute.getRawQuery();
        return URI.create(absolute.getRawPath() + (asked == null ? "" : "?" + asked));
    }
}
