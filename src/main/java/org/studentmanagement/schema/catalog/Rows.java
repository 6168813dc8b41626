package org.studentmanagement.schema.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.studentmanagement.database.Jdbc;

/** How many rows a query has, and the first of them as text. */
public record Rows(String query, long count, List<String> examples) {
    private static final int EXAMPLES = 20;
    private static final Pattern ONE_OR_MANY = Pattern.compile("<([^|]*)\\|([^>]*)>");

    public static final Rows NONE = new Rows(null, 0, List.of());

    private record Example(long of, String text) {}

    /** Runs a query, in one pass. A row reads as in {@code student_id 5, course_id 7}. */
    public static Rows of(Connection connection, String query) throws SQLException {
        List<Example> found = Jdbc.list(
                connection,
                "SELECT count(*) OVER (), wrong.* FROM (%s\n) wrong LIMIT %d".formatted(query, EXAMPLES),
                row -> new Example(row.getLong(1), text(row)));
        return new Rows(
                query,
                found.isEmpty() ? 0 : found.get(0).of,
                found.stream().map(Example::text).toList());
    }

    public boolean none() {
        return count == 0;
    }

    /** A sentence with their number in the place of {@code #}, in which {@code <has|have>} is for one of them or for many. */
    public String in(String sentence) {
        return ONE_OR_MANY
                .matcher(sentence)
                .replaceAll(count == 1 ? "$1" : "$2")
                .replaceFirst("#", String.valueOf(count));
    }

    private static String text(ResultSet row) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int column = 2; column <= row.getMetaData().getColumnCount(); column++) {
            values.add(row.getMetaData().getColumnLabel(column) + " " + row.getString(column));
        }
        return String.join(", ", values);
    }
}
