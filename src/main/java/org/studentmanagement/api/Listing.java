package org.studentmanagement.api;

import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
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
 * @param <E> what the query selects
 */
public final class Listing<E> {
    /** One order: a JPQL expression, and how to read its value off an item. Ties are broken by the id. */
    private record Order<E>(String expression, Class<?> type, Function<E, Object> value) {}

    private final Class<E> type;
    private final String from;
    private final String idExpression;
    private final Function<E, Long> id;
    private final Map<String, Order<E>> orders = new LinkedHashMap<>();
    private final Map<String, Order<E>> lastOrders = new LinkedHashMap<>();
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    /**
     * @param from the query up to its conditions, {@code select … from …}
     * @param idExpression the id of an item in that query
     */
    public Listing(Class<E> type, String from, String idExpression, Function<E, Long> id) {
        this.type = type;
        this.from = from;
        this.idExpression = idExpression;
        this.id = id;
    }

    /** Rows of a noun: by their ids unless asked otherwise, and last by their times. */
    public static <E extends Row> Listing<E> of(Class<E> type, String alias) {
        Listing<E> rows = new Listing<>(
                type,
                "select %1$s from %2$s %1$s".formatted(alias, type.getSimpleName()),
                alias + ".id",
                row -> row.id);
        rows.lastOrders.put("created_at", new Order<>(alias + ".createdAt", Instant.class, row -> row.createdAt));
        rows.lastOrders.put("updated_at", new Order<>(alias + ".updatedAt", Instant.class, row -> row.updatedAt));
        return rows.sortedBy("id", alias + ".id", Long.class, row -> row.id);
    }

    /** Offers an order; the first one offered is the default. */
    public Listing<E> sortedBy(String name, String expression, Class<?> valueType, Function<E, Object> value) {
        orders.put(name, new Order<>(expression, valueType, value));
        return this;
    }

    /** Narrows the collection, unless the value is null. The condition names the value as a parameter. */
    public Listing<E> where(String condition, String parameter, Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(parameter, value);
        }
        return this;
    }

    /** A pattern for {@code ilike} that finds the text anywhere, whatever signs it has; null stays null. */
    public static String anywhere(String text) {
        return text == null ? null : "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    /** What {@link #of} has begun, narrowed by what every noun can be asked for. */
    public Page<E> rows(RowQuery query) {
        return where(lastOrders.get("updated_at").expression() + " >= :since", "since", query.updatedSince)
                .where(idExpression + " in :ids", "ids", Ids.of(query, "id"))
                .page(query);
    }

    public Page<E> page(PageQuery query) {
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
        // one more than asked for tells whether there is another page that way
        List<E> found = read(order, start, descending != backwards, query.limit + 1);
        boolean more = found.size() > query.limit;
        List<E> items = new ArrayList<>(more ? found.subList(0, query.limit) : found);
        if (backwards) {
            Collections.reverse(items);
        }
        return new Page<>(
                items,
                backwards || more ? next(query, sort, order, items) : null,
                start != null && (more || !backwards) ? prev(query, sort, order, items, start) : null,
                query.total ? count() : null);
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

    private List<E> read(Order<E> order, Cursor start, boolean descending, int most) {
        Map<String, Object> keyed = new LinkedHashMap<>(values);
        List<String> narrowed = new ArrayList<>(conditions);
        if (start != null) {
            narrowed.add("(%s, %s) %s (:key, :id)".formatted(order.expression(), idExpression, descending ? "<" : ">"));
            keyed.put("key", start.key());
            keyed.put("id", start.id());
        }
        String direction = descending ? " desc" : "";
        return query(
                        type,
                        from + clause(narrowed) + " order by " + order.expression() + direction + ", " + idExpression
                                + direction,
                        keyed)
                .setMaxResults(most)
                .getResultList();
    }

    private long count() {
        String counted =
                "select count(*) " + from.substring(from.indexOf("from ")).replace("join fetch", "join");
        return query(Long.class, counted + clause(conditions), values).getSingleResult();
    }

    private static String clause(List<String> conditions) {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private static <R> TypedQuery<R> query(Class<R> type, String text, Map<String, Object> values) {
        EntityManager entities = Panache.getEntityManager();
        TypedQuery<R> query = entities.createQuery(text, type);
        values.forEach(query::setParameter);
        return query;
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
