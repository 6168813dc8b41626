package org.studentmanagement.schema.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.Seed;

/** Random changes of random rows, against the same rows in memory. */
@BesideTheService
class ComparisonModelTest {
    private static final int ROUNDS = 40;
    private static final int LARGE = 20_000;

    /** Values that are easily taken for one another, by type. */
    private static final Map<String, List<String>> VALUES = new TreeMap<>(Map.of(
            "bigint", List.of("0", "-1", "4294967295", "1", "-2"),
            "text", List.of("", " ", "a", "A", "0"),
            "varchar(5)", List.of("", "NULL", "a"),
            "numeric", List.of("0", "1", "1.5", "NaN", "-1"),
            "double precision", List.of("0", "-0", "NaN", "0.1"),
            "boolean", List.of("true", "false"),
            "timestamptz", List.of("epoch", "infinity", "2024-01-01 00:00+00", "2024-01-01 00:00+01"),
            "date", List.of("2024-01-01", "infinity"),
            "uuid", List.of("00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000001"),
            "jsonb", List.of("null", "{}", "[]")));

    @RegisterExtension
    private final Seed seed = new Seed(1);

    private final Random random = seed.random();

    @Test
    void aDifferenceIsToldExactlyIfTheRowsAreOthers() throws Exception {
        List<String> types = List.copyOf(VALUES.keySet());
        Fingerprinted database = new Fingerprinted();
        for (int round = 0; round < ROUNDS; round++) {
            List<String> columns = Stream.generate(() -> types.get(random.nextInt(types.size())))
                    .limit(1 + random.nextInt(4))
                    .toList();
            Map<Integer, List<String>> before = new TreeMap<>();
            for (int id = 0; id < random.nextInt(12); id++) {
                before.put(id, row(columns));
            }
            Map<Integer, List<String>> after = changed(before, columns);
            database.execute("DROP TABLE IF EXISTS keyed, bag");
            database.execute(create("keyed", "id int PRIMARY KEY", columns), create("bag", "id text", columns));
            fill(database, before);
            database.take();

            database.execute("TRUNCATE keyed, bag");
            fill(database, after);
            Map<String, TableDifference> differences = database.differences().stream()
                    .collect(Collectors.toMap(TableDifference::table, difference -> difference));

            String what = "%s before %s and after %s".formatted(columns, before, after);
            assertThat(differences.containsKey("keyed")).as(what).isEqualTo(!before.equals(after));
            assertThat(differences.containsKey("bag"))
                    .as(what)
                    .isEqualTo(!sorted(before).equals(sorted(after)));
            if (!before.equals(after)) {
                assertRows(differences.get("keyed").rows(), before, after);
            }
        }
    }

    @Test
    void inALargeTableTheRowsThatAreOthersAreNamed() throws Exception {
        Fingerprinted database = new Fingerprinted(
                "CREATE TABLE t (id bigint PRIMARY KEY, v int, w text); INSERT INTO t SELECT n, 0, 'row ' || n"
                        + " FROM generate_series(1, %d) n".formatted(LARGE));
        Set<Integer> altered = new HashSet<>();
        Set<Integer> lost = new HashSet<>();
        Set<Integer> added = new HashSet<>();
        for (int change = 0; change < ROUNDS; change++) {
            int id = 1 + random.nextInt(LARGE);
            if (random.nextBoolean()) {
                database.execute("UPDATE t SET v = %d WHERE id = %d".formatted(change + 1, id));
                if (!lost.contains(id)) {
                    altered.add(id);
                }
            } else if (random.nextBoolean()) {
                database.execute("DELETE FROM t WHERE id = " + id);
                altered.remove(id);
                lost.add(id);
            } else {
                database.execute("INSERT INTO t VALUES (%d)".formatted(-1 - change));
                added.add(-1 - change);
            }
        }
        DifferingRows rows = database.differences().get(0).rows();
        assertThat(numbers(rows.altered())).isSubsetOf(altered);
        assertThat(numbers(rows.lost())).isSubsetOf(lost);
        assertThat(numbers(rows.added())).isSubsetOf(added);
        int named = rows.altered().size()
                + rows.lost().size()
                + rows.added().size()
                + rows.alteredOrAdded().size();
        assertThat(named + rows.more()).isEqualTo(altered.size() + lost.size() + added.size());
        assertThat(rows.more()).isLessThanOrEqualTo(2);
    }

    private Map<Integer, List<String>> changed(Map<Integer, List<String>> rows, List<String> columns) {
        Map<Integer, List<String>> changed = new TreeMap<>(rows);
        for (int change = random.nextInt(4); change > 0; change--) {
            int id = random.nextInt(13);
            if (random.nextInt(3) == 0) {
                changed.remove(id);
            } else if (random.nextInt(3) == 0 && rows.size() > 1) {
                // two rows change places
                List<String> first = changed.get(0);
                List<String> second = changed.get(1);
                if (first != null && second != null) {
                    changed.put(0, second);
                    changed.put(1, first);
                }
            } else {
                changed.put(id, row(columns));
            }
        }
        return changed;
    }

    private List<String> row(List<String> columns) {
        return columns.stream()
                .map(type -> {
                    List<String> values = VALUES.get(type);
                    int value = random.nextInt(values.size() + 1);
                    return value == values.size() ? "NULL" : "'" + values.get(value) + "'";
                })
                .toList();
    }

    private static String create(String table, String id, List<String> columns) {
        StringBuilder sql = new StringBuilder("CREATE TABLE " + table + " (" + id);
        for (int i = 0; i < columns.size(); i++) {
            sql.append(", c").append(i).append(' ').append(columns.get(i));
        }
        return sql.append(')').toString();
    }

    /** In keyed each row has its number; a bag is without one. */
    private void fill(Fingerprinted database, Map<Integer, List<String>> rows) throws Exception {
        List<Integer> order = new ArrayList<>(rows.keySet());
        Collections.shuffle(order, random);
        List<String> inserts = new ArrayList<>();
        for (int id : order) {
            String values = String.join(", ", rows.get(id));
            inserts.add("INSERT INTO keyed VALUES (%d, %s); INSERT INTO bag VALUES (NULL, %s)"
                    .formatted(id, values, values));
        }
        database.execute(inserts.toArray(String[]::new));
    }

    private static List<String> sorted(Map<Integer, List<String>> rows) {
        return rows.values().stream().map(List::toString).sorted().toList();
    }

    private static void assertRows(
            DifferingRows rows, Map<Integer, List<String>> before, Map<Integer, List<String>> after) {
        Set<Integer> both = new HashSet<>(before.keySet());
        both.retainAll(after.keySet());
        both.removeIf(id -> before.get(id).equals(after.get(id)));
        Set<Integer> lost = new HashSet<>(before.keySet());
        lost.removeAll(after.keySet());
        Set<Integer> added = new HashSet<>(after.keySet());
        added.removeAll(before.keySet());
        assertThat(numbers(rows.altered())).isEqualTo(both);
        assertThat(numbers(rows.lost())).isEqualTo(lost);
        assertThat(numbers(rows.added())).isEqualTo(added);
    }

    private static Set<Integer> numbers(List<List<String>> keys) {
        return keys.stream().map(key -> Integer.valueOf(key.get(0))).collect(Collectors.toSet());
    }
}
