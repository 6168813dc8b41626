package org.studentmanagement.api;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A collection to be read in pages by keyset: a page starts behind the last key of the one before, so a deep page costs
 * as much as the first, and rows that come or go meanwhile shift nothing.
 *
 * @param <E> the shape of an item, as {@link Sql} makes it of a row
 */
public final class Listing<E extends Record> {
    private record Order<E>(String column, String form, Class<?> type, Function<E, Object> value) {}

    private record Bound(String column, Object first) {}

    private record Text(String value, List<String> columns) {
        /** Of three letters or digits in a row an index with {@code gin_trgm_ops} knows where they are. */
        private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{3,}");

        private static final int MOST_WORDS = 5;

        /**
         * The index is asked for the longest words. For what is between them, and for the beginning of a next one, it would go
         * through all rows where these are in each, as the first letters of a domain are.
         */
        KeysetQuery.Filter anywhere() {
            String indexed = String.join(" || chr(10) || ", columns);
            return new KeysetQuery.Filter(
                    amongFew(),
                    WORD.matcher(value)
                            .results()
                            .map(MatchResult::group)
                            .sorted(Comparator.comparing(String::length).reversed())
                            .limit(MOST_WORDS)
                            .map(word -> contains(indexed, word))
                            .toList());
        }

        /** For an expression that no index has: few rows are read, whatever is expected of the text. */
        KeysetQuery.Condition amongFew() {
            return contains("concat_ws(chr(10), " + String.join(", ", columns) + ")", value);
        }

        private static KeysetQuery.Condition contains(String expression, String text) {
            return new KeysetQuery.Condition(
                    "(" + expression + ") ILIKE %1$s", "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
    }

    private final Class<E> shape;
    private final String columns;
    private final String from;
    private final String idExpression;
    private final Function<E, Long> id;
    private final Map<String, Order<E>> orders = new LinkedHashMap<>();
    private final Map<String, Order<E>> lastOrders = new LinkedHashMap<>();
    private final List<KeysetQuery.Condition> exact = new ArrayList<>();
    private final List<Bound> bounds = new ArrayList<>();
    private final List<Text> texts = new ArrayList<>();

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
        rows.lastOrders.put("created_at", new Order<>("r.created_at", "%s", Instant.class, StoredRow::createdAt));
        rows.lastOrders.put("updated_at", new Order<>("r.updated_at", "%s", Instant.class, StoredRow::updatedAt));
        return rows.sortedBy("id", "r.id", Long.class, StoredRow::id)
                .changedSince(query.updatedSince)
                .among("r.id", query, "id");
    }

    /** Narrows it to rows {@code r} that were stored or changed at that time or later, as {@code updated_since} has it, unless it is null. */
    public Listing<E> changedSince(Instant updatedSince) {
        if (updatedSince != null) {
            // who asks so again and again would miss what comes to a standby later
            Sql.stayAtPrimary();
        }
        return from("updated_since", "r.updated_at", updatedSince);
    }

    /**
     * Narrows it to times of a column from this on, unless it is null. An index begins with the column.
     *
     * @param parameter that it was sent as
     */
    public Listing<E> from(String parameter, String column, Instant first) {
        if (first != null && !Sql.storable(first)) {
            throw ProblemException.invalidParameter(parameter, "must be a time that the database can hold");
        }
        return since(column, first);
    }

    /** Offers an order, which has an index; the first one offered is the default. */
    public Listing<E> sortedBy(String name, String column, Class<?> valueType, Function<E, Object> value) {
        orders.put(name, new Order<>(column, "%s", valueType, value));
        return this;
    }

    /** Offers this order, and no other. */
    public Listing<E> sortedOnlyBy(String name, String column, Class<?> valueType, Function<E, Object> value) {
        orders.clear();
        lastOrders.clear();
        return sortedBy(name, column, valueType, value);
    }

    /** The same without regard to case. */
    public Listing<E> sortedIgnoringCase(String name, String column, Function<E, Object> value) {
        orders.put(name, new Order<>(column, "lower(%s)", String.class, value));
        return this;
    }

    /**
     * Narrows the collection, unless the value is null, to so few items that all can be read for a page. In the condition,
     * {@code %1$s} stands for the value.
     */
    public Listing<E> where(String condition, Object value) {
        if (value != null) {
            exact.add(new KeysetQuery.Condition(condition, value));
        }
        return this;
    }

    /** Narrows it to those whose column has one of the ids that the parameter lists, with commas between, unless it was not sent. */
    public Listing<E> among(String column, PageQuery query, String parameter) {
        List<Long> ids = Ids.of(query, parameter);
        return where(column + " = ANY(%s)", ids == null ? null : ids.toArray(Long[]::new));
    }

    /** Narrows it to values of a column from this on, unless it is null. An index begins with the column. */
    public Listing<E> since(String column, Object first) {
        if (first != null) {
            bounds.add(new Bound(column, first));
        }
        return this;
    }

    /**
     * Narrows it to rows in one of whose columns the text is, without regard to case, unless it is null. An index with
     * {@code gin_trgm_ops} is over all these columns, with {@code chr(10)} between.
     */
    public Listing<E> mentioning(String text, String... columns) {
        if (text != null) {
            texts.add(new Text(text, List.of(columns)));
        }
        return this;
    }

    public Uni<Page<E>> page(PageQuery query) {
        orders.putAll(lastOrders);
        String sort = query.sort == null ? orders.keySet().iterator().next() : query.sort;
        boolean descending = sort.startsWith("-");
        Order<E> order = orders.get(descending ? sort.substring(1) : sort);
        if (order == null) {
            throw ProblemException.invalidParameter(
                    "sort",
                    "must be one of " + String.join(", ", orders.keySet()) + ", with a hyphen in front to descend");
        }

        Cursor start = start(query, sort, order);
        KeysetQuery<E> rows = rows(order, descending != (query.before != null), start);
        Uni<Long> total = query.total ? rows.count() : Uni.createFrom().nullItem();
        // one more than asked for tells whether there is another page that way
        return rows.read(query.limit + 1)
                .map(found -> page(
                        query,
                        start,
                        found,
                        item -> new Cursor(sort, order.value().apply(item), id.apply(item))))
                .flatMap(page -> total.map(all -> new Page<>(page.items(), page.next(), page.prev(), all)));
    }

    private KeysetQuery<E> rows(Order<E> order, boolean descending, Cursor start) {
        List<KeysetQuery.Condition> narrowed = new ArrayList<>(exact);
        List<KeysetQuery.Filter> filters = new ArrayList<>();
        for (Bound bound : bounds) {
            KeysetQuery.Condition condition = new KeysetQuery.Condition(bound.column() + " >= %s", bound.first());
            if (!exact.isEmpty() || bound.column().equals(order.column())) {
                narrowed.add(condition);
            } else {
                filters.add(KeysetQuery.Filter.served(condition));
            }
        }
        for (Text text : texts) {
            if (exact.isEmpty()) {
                filters.add(text.anywhere());
            } else {
                narrowed.add(text.amongFew());
            }
        }
        KeysetQuery.Order by = new KeysetQuery.Order(order.column(), order.form(), idExpression, descending);
        return new KeysetQuery<>(shape, columns, from, by, start, narrowed, filters);
    }

    private Page<E> page(PageQuery query, Cursor start, KeysetQuery.Found<E> found, Function<E, Cursor> cursor) {
        boolean backwards = query.before != null;
        boolean more = found.rows().size() > query.limit;
        List<E> items = new ArrayList<>(more ? found.rows().subList(0, query.limit) : found.rows());
        E last = more ? items.get(query.limit - 1) : found.stop();
        URI onward =
                last == null ? null : neighbour(query, backwards ? Cursor.BEFORE : Cursor.AFTER, cursor.apply(last));
        URI back = null;
        if (backwards && items.isEmpty() && last == null) {
            // all that was before is gone: the page that comes next is the first
            back = neighbour(query, null, null);
        } else if (start != null) {
            // where all that came after is gone, the page before ends with the very item at which this one was to begin
            Cursor first = items.isEmpty() ? start.included(backwards) : cursor.apply(items.get(0));
            back = neighbour(query, backwards ? Cursor.AFTER : Cursor.BEFORE, first);
        }
        if (backwards) {
            Collections.reverse(items);
        }
        return new Page<>(items, backwards ? back : onward, backwards ? onward : back, null);
    }

    private static Cursor start(PageQuery query, String sort, Order<?> order) {
        if (query.before == null) {
            return query.after == null ? null : Cursor.parse(Cursor.AFTER, query.after, sort, order.type());
        }
        if (query.after != null) {
            throw ProblemException.invalidParameter(Cursor.BEFORE, "must not come together with after");
        }
        return Cursor.parse(Cursor.BEFORE, query.before, sort, order.type());
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
