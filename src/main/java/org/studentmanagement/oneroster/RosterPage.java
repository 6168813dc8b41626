package org.studentmanagement.oneroster;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of a collection.
 *
 * @param records each as JSON, as the database has made it
 * @param total of all pages
 */
record RosterPage(RosterRecord kind, List<String> records, long total) {
    String body() {
        return "{\"" + kind.many + "\":[" + String.join(",", records) + "]}";
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
            links.add(link(address, query, query.offset + limit, "next"));
        }
        if (query.offset > 0) {
            links.add(link(address, query, Math.max(0, query.offset - limit), "prev"));
        }
        links.add(link(address, query, 0, "first"));
        links.add(link(address, query, total == 0 ? 0 : (total - 1) / limit * limit, "last"));
        return String.join(", ", links);
    }

    private static String link(String address, RosterQuery query, long offset, String relation) {
        StringBuilder target = new StringBuilder(address)
                .append("?limit=")
                .append(query.limit)
                .append("&offset=")
                .append(offset);
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
