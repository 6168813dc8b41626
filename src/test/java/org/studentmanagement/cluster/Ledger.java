package org.studentmanagement.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.studentmanagement.database.Jdbc;

/** What callers were told of their students, by number, to be compared with what the database has. */
final class Ledger {
    /** How often something is there. */
    record Times(int students, int courses, int enrolled, int withdrawn) {
        private static final Times NONE = new Times(0, 0, 0, 0);

        private int beyond(Times other) {
            return Math.max(0, students - other.students)
                    + Math.max(0, courses - other.courses)
                    + Math.max(0, enrolled - other.enrolled)
                    + Math.max(0, withdrawn - other.withdrawn);
        }
    }

    /** What is not as it was acknowledged, in all. */
    record Differences(int lost, int doubled) {}

    private static final String STORED = """
            SELECT number, count(*),
                sum((SELECT count(*) FROM student_courses WHERE student_id = students.id)),
                sum((SELECT count(*) FROM enrollment_events WHERE student_id = students.id AND kind = 'enrolled')),
                sum((SELECT count(*) FROM enrollment_events WHERE student_id = students.id AND kind = 'withdrawn'))
            FROM students GROUP BY number
            """;

    private final Map<String, Times> acknowledged = new ConcurrentHashMap<>();

    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    void stored(String number) {
        acknowledged.put(number, new Times(1, 0, 0, 0));
    }

    void enrolled(String number) {
        acknowledged.put(number, new Times(1, 1, 1, 0));
    }

    void withdrawn(String number) {
        acknowledged.put(number, new Times(1, 0, 1, 1));
    }

    /** That nothing was stored of the student. */
    void refused(String number) {
        refused.add(number);
    }

    int refusals() {
        return refused.size();
    }

    /** While nobody writes. What nobody was told of, or that it was not stored, counts as done once too often. */
    Differences differences(Connection connection) throws SQLException {
        Map<String, Times> stored = new TreeMap<>();
        Jdbc.list(
                connection,
                STORED,
                row -> stored.put(
                        row.getString(1), new Times(row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5))));
        int lost = 0;
        for (Map.Entry<String, Times> told : acknowledged.entrySet()) {
            lost += told.getValue().beyond(stored.getOrDefault(told.getKey(), Times.NONE));
        }
        int doubled = 0;
        for (Map.Entry<String, Times> found : stored.entrySet()) {
            doubled += found.getValue().beyond(acknowledged.getOrDefault(found.getKey(), Times.NONE));
        }
        return new Differences(lost, doubled);
    }
}
