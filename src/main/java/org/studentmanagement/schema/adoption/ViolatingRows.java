package org.studentmanagement.schema.adoption;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.studentmanagement.schema.catalog.ColumnType;
import org.studentmanagement.schema.catalog.ObjectKind;
import org.studentmanagement.schema.catalog.Rows;
import org.studentmanagement.schema.catalog.Schema;
import org.studentmanagement.schema.catalog.SchemaObject;

/**
 * Rows that what is expected would refuse. What becomes of them is somebody's decision, so that no statement is given that
 * would change or delete them.
 */
record ViolatingRows(String sentence, String query) {
    private static final Pattern COLUMNS = Pattern.compile("(?:PRIMARY KEY|UNIQUE)[^(]*\\((.+?)\\)(?: .*)?");
    private static final Pattern CHECK = Pattern.compile("(?s)CHECK (\\(.*\\))(?: NOT VALID| NO INHERIT)*");
    private static final Pattern REFERENCE =
            Pattern.compile("FOREIGN KEY \\((.+?)\\) REFERENCES (.+?)\\((.+?)\\)(?: .*)?");

    /** A query, and what to say if it has rows, where {@code <has|have>} is for one of them or for many. */
    private record Question(String query, String words) {}

    static List<ViolatingRows> of(SchemaObject should, Schema found, Connection connection) throws SQLException {
        List<ViolatingRows> inTheWay = new ArrayList<>();
        for (Question question : questions(should, found)) {
            Rows rows = Rows.of(connection, question.query);
            if (!rows.none()) {
                inTheWay.add(new ViolatingRows(rows.in("# " + question.words), question.query));
            }
        }
        return inTheWay;
    }

    private static List<Question> questions(SchemaObject should, Schema found) {
        return switch (should.kind()) {
            case COLUMN -> column(should, found);
            case CONSTRAINT -> constraint(should, found);
            case FOREIGN_KEY -> reference(should, found);
            default -> List.of();
        };
    }

    private static List<Question> column(SchemaObject should, Schema found) {
        List<Question> questions = new ArrayList<>();
        boolean required = should.definition().contains("NOT NULL");
        Optional<SchemaObject> column = found.find(should.key());
        if (column.isEmpty()) {
            if (required
                    && should.definition().size() == 2
                    && found.of(ObjectKind.COLUMN, should.table()).findAny().isPresent()) {
                questions.add(
                        question(should, found, "", "would have no", ": once the column is there, give each a value."));
            }
            return questions;
        }
        if (required && !column.get().definition().contains("NOT NULL")) {
            String where = " WHERE " + should.name() + " IS NULL";
            questions.add(
                    question(should, found, where, "<has|have> no", ": give each one, or keep it somewhere else."));
        }
        ColumnType.of(column.get().first())
                .refusedBy(ColumnType.of(should.first()), should.name())
                .map(condition -> question(
                        should, found, " WHERE " + condition, "<has|have> a", " that does not fit: correct each."))
                .ifPresent(questions::add);
        return questions;
    }

    private static Question question(SchemaObject column, Schema found, String where, String verb, String decision) {
        return new Question(
                "SELECT %s FROM %s%s".formatted(shown(column, found), column.table(), where),
                "<row|rows> of %s %s %s%s".formatted(column.table(), verb, column.name(), decision));
    }

    private static List<Question> constraint(SchemaObject should, Schema found) {
        String clause = should.first();
        Matcher check = CHECK.matcher(clause);
        if (check.matches()) {
            String query = "SELECT * FROM %s WHERE NOT %s".formatted(should.table(), check.group(1));
            return List.of(new Question(
                    query,
                    "<row|rows> of %s <breaks|break> %s: correct <it|each>.".formatted(should.table(), should.name())));
        }
        Matcher columns = COLUMNS.matcher(clause);
        if (!columns.matches() || !allThere(should.table(), columns.group(1), found)) {
            return List.of();
        }
        String query =
                "SELECT %1$s, count(*) AS rows FROM %2$s WHERE num_nulls(%1$s) = 0 GROUP BY %1$s HAVING count(*) > 1"
                        .formatted(columns.group(1), should.table());
        return List.of(new Question(
                query,
                "<value|values> of (%s) in more than one row of %s: decide which of them stays as it is."
                        .formatted(columns.group(1), should.table())));
    }

    private static List<Question> reference(SchemaObject should, Schema found) {
        Matcher reference = REFERENCE.matcher(should.first());
        if (!reference.matches() || !allThere(should.table(), reference.group(1), found)) {
            return List.of();
        }
        List<String> children = List.of(reference.group(1).split(", "));
        List<String> parents = List.of(reference.group(3).split(", "));
        String parent = reference.group(2);
        String given = "SELECT * FROM %s child WHERE num_nulls(%s) = 0"
                .formatted(should.table(), prefixed("child.", children));
        if (!allThere(parent, reference.group(3), found)) {
            return List.of(new Question(
                    given,
                    "<row|rows> of %s <refers|refer> to %s, where nothing is yet.".formatted(should.table(), parent)));
        }
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < children.size(); i++) {
            String child = children.get(i);
            ColumnType one = type(found, should.table(), child);
            ColumnType other = type(found, parent, parents.get(i));
            boolean same = one.equals(other) || one.isInteger() && other.isInteger();
            pairs.add("parent.%s%3$s = child.%s%3$s".formatted(parents.get(i), child, same ? "" : "::text"));
        }
        String query = "%s AND NOT EXISTS (SELECT FROM %s parent WHERE %s)"
                .formatted(given, parent, String.join(" AND ", pairs));
        return List.of(new Question(
                query,
                ("<row|rows> of %s <refers|refer> to no row of %s: store what <it refers|they refer> to,"
                                + " correct <it|them>, or keep <it|them> somewhere else.")
                        .formatted(should.table(), parent)));
    }

    private static String prefixed(String prefix, List<String> columns) {
        return columns.stream().map(column -> prefix + column).collect(Collectors.joining(", "));
    }

    private static boolean allThere(String table, String columns, Schema found) {
        return Arrays.stream(columns.split(", "))
                .allMatch(column -> column(found, table, column).isPresent());
    }

    private static String shown(SchemaObject column, Schema found) {
        return found.of(ObjectKind.CONSTRAINT, column.table())
                .map(object -> COLUMNS.matcher(object.first()))
                .filter(key -> key.matches() && key.group().startsWith("PRIMARY"))
                .map(key -> key.group(1))
                .map(key -> found.find(column.key()).isEmpty()
                                || List.of(key.split(", ")).contains(column.name())
                        ? key
                        : key + ", " + column.name())
                .findFirst()
                .orElse("*");
    }

    private static ColumnType type(Schema schema, String table, String column) {
        return ColumnType.of(column(schema, table, column).orElseThrow().first());
    }

    private static Optional<SchemaObject> column(Schema schema, String table, String column) {
        return schema.find(new SchemaObject.Key(ObjectKind.COLUMN, table, column));
    }
}
