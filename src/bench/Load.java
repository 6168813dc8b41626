package bench;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What is asked of the service, and of PostgreSQL by the statements of {@code limit/<key>.sql}. */
enum Load {
    COURSES("courses", "a student's courses", 0),
    STUDENT("student", "one student", 0),
    ROSTER("roster", "a page of a roster, 50 rows", 0),
    UNREAD("unread", "a student's count of unread notices", 0),
    BALANCE("balance", "a student's balance", 0),
    MARK_SHEET("mark-sheet", "a mark sheet of 300", 0),
    REPORT_CARD("report-card", "a report card", 0),
    ENROLL("enroll", "enroll in two courses", 2),
    WITHDRAW("withdraw", "withdraw", -1),
    ENROLL_500("enroll-500", "500 enrollments in one call", 500),
    HOT("hot", "enroll in one course with seats", 1),
    SEATS("seats", "enroll in one of 1,000 courses with seats", 1);

    final String key;
    final String title;
    /** So many enrollments more, or fewer, leaves each request behind. */
    final int stored;

    Load(String key, String title, int stored) {
        this.key = key;
        this.title = title;
        this.stored = stored;
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(load -> load.key).toList();
    }

    static Set<Load> named(String... keys) {
        Set<Load> loads = EnumSet.noneOf(Load.class);
        for (String key : keys) {
            loads.add(Arrays.stream(values())
                    .filter(load -> load.key.equals(key))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("No load is called " + key)));
        }
        return loads;
    }

    /** Whether the rows have to be made good after it. */
    boolean writes() {
        return stored != 0;
    }
}
