package org.studentmanagement.oneroster;

import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.studentmanagement.oneroster.RosterRows.ShownInOrder;

/**
 * A page of a collection.
 *
 * @param records as the database has made their JSON
 * @param total of all pages
 */
record RosterPage(RosterRecord kind, List<ShownInOrder> records, long total) {
    String body() {
        return records.stream().map(ShownInOrder::json).collect(joining(",", "{\"" + kind.many + "\":[", "]}"));
    }

    /**
     * The other pages (RFC 8288).
     *
     * @param address of the collection
     */
    String links(String address, RosterQuery query) {
        long limit = query.limit;
        List<String> links = new ArrayList<>();
        if (query.offset + limit < total) {
            links.add(link(address, query, query.offset + limit, "next", placeOfLast(query)));
        }
        if (query.offset > 0) {
            links.add(link(address, query, Math.max(0, query.offset - limit), "prev", null));
        }
        links.add(link(address, query, 0, "first", null));
        links.add(link(address, query, total == 0 ? 0 : (total - 1) / limit * limit, "last", null));
        return String.join(", ", links);
    }

    /** Null where the next page is found by its offset. */
    private PlaceInRoster placeOfLast(RosterQuery query) {
        if (records.isEmpty() || query.sort != null) {
            return null;
        }
        ShownInOrder last = records.get(records.size() - 1);
        return new PlaceInRoster(last.id(), last.otherId(), last.noun(), total);
    }

    private static String link(String address, RosterQuery query, long offset, String relation, PlaceInRoster after) {
        StringBuilder target = new StringBuilder(address)
                .append("?limit=")
                .append(query.limit)
                .append("&offset=")
                .append(offset);
        append(target, "after", Objects.toString(after, null));
        append(target, "sort", query.sort);
        append(target, "orderBy", query.orderBy);
        append(target, "filter", query.filter);
        append(target, "fields", query.fields);
        return "<%s>; rel=\"%s\"".formatted(target, relation);
    }

    private static void append(StringBuilder target, String name, String value) {
        if (value != null) {
            target.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
