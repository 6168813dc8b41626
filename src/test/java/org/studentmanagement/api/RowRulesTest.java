package org.studentmanagement.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.Column;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Table;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Pattern;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.CodePointLength;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.ServiceDatabase;

/** What Java says of the values and the constraints of every noun, held to the schema as it is. */
@QuarkusTest
class RowRulesTest {
    /** Each sign that a rule or a check may take for something else than the others. */
    private static final String SIGNS = "Aaé0-._/@ \n\u00a0\u200b";

    private static final int LONGEST = 4;

    @Inject
    EntityManager entities;

    @Inject
    Validator validator;

    @Inject
    @All
    List<ConstraintRefusal> refusals;

    /** A value of a row: an attribute of the entity, a member of the request and a column. */
    private record Value(Class<?> request, Field member, Field attribute, String table, String column) {
        static Stream<Value> of(Class<? extends Row> entity) {
            try {
                Class<?> request = Class.forName(entity.getName() + "Request");
                return Arrays.stream(request.getRecordComponents())
                        .map(component -> of(entity, request, component.getName()));
            } catch (ClassNotFoundException missing) {
                throw new AssertionError(missing);
            }
        }

        private static Value of(Class<? extends Row> entity, Class<?> request, String name) {
            try {
                return new Value(
                        request,
                        request.getDeclaredField(name),
                        entity.getDeclaredField(name),
                        tableOf(entity),
                        SnakeCaseStrategy.INSTANCE.translate(name));
            } catch (NoSuchFieldException missing) {
                throw new AssertionError(missing);
            }
        }
    }

    @Test
    void aTextIsAsLongAsItsColumnInTheEntityAndInTheRequest() throws Exception {
        for (Value value : texts()) {
            List<Long> length = ServiceDatabase.longs(
                    "SELECT coalesce(character_maximum_length, 0) FROM information_schema.columns WHERE table_name = ? AND column_name = ?",
                    value.table(),
                    value.column());
            int most = value.member().getAnnotation(CodePointLength.class).max();
            if (length.equals(List.of(0L))) {
                assertThat(value.attribute().getAnnotation(Column.class).columnDefinition())
                        .as("%s", value)
                        .isEqualTo("text");
            } else {
                assertThat(length).as("%s", value).containsExactly((long) most);
                assertThat(value.attribute().getAnnotation(Column.class).length())
                        .as("%s", value)
                        .isEqualTo(most);
            }
        }
    }

    @Test
    void whatARequestMayHaveItsCheckTakesAndAPatternIsTheCheckItself() throws Exception {
        List<String> samples = samples();
        int compared = 0;
        for (Value value : texts()) {
            for (Map.Entry<String, Boolean> sample : checked(value, samples).entrySet()) {
                boolean valid = validator
                        .validateValue(value.request(), value.member().getName(), sample.getKey())
                        .isEmpty();
                if (valid || value.member().isAnnotationPresent(Pattern.class)) {
                    assertThat(sample.getValue())
                            .as("%s: '%s'", value, sample.getKey())
                            .isEqualTo(valid);
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(samples.size());
    }

    @Test
    void everyUniqueConstraintIsToldByItsMember() throws Exception {
        for (Class<? extends Row> entity : rows()) {
            List<String> members = Value.of(entity).map(Value::column).toList();
            List<Unique> said = instance(entity).unique();
            List<String> told = new ArrayList<>(members.stream()
                    .map(member -> tableOf(entity) + "_" + member + "_key")
                    .toList());
            said.forEach(unique -> told.add(unique.constraint()));

            assertThat(told)
                    .as("%s", entity)
                    // one with the id among others refuses nothing that the primary key does not
                    .containsAll(texts(
                            "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = indexrelid"
                                    + " JOIN pg_index p ON p.indrelid = i.indrelid AND p.indisprimary"
                                    + " WHERE i.indrelid = ?::regclass AND i.indisunique"
                                    + " AND NOT i.indkey::int2[] @> p.indkey::int2[]"
                                    // what nobody sends is drawn so that no other row has it
                                    + " AND NOT EXISTS (SELECT FROM pg_attrdef d WHERE d.adrelid = i.indrelid"
                                    + " AND i.indnatts = 1 AND i.indkey[0] = d.adnum AND pg_get_expr(d.adbin, d.adrelid) LIKE '%gen_random_uuid()%')",
                            tableOf(entity)));
            assertThat(said).extracting(Unique::member).isSubsetOf(members);
        }
    }

    @Test
    void whateverKeepsARowFromBeingDeletedOrIsAboutSeveralOfItsValuesIsExplained() throws Exception {
        List<String> refusing = new ArrayList<>();
        for (Class<? extends Row> entity : rows()) {
            refusing.addAll(texts(
                    "SELECT conname FROM pg_constraint WHERE contype = 'f' AND confrelid = ?::regclass AND confdeltype IN ('a', 'r')",
                    tableOf(entity)));
            refusing.addAll(texts(
                    "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = ?::regclass AND cardinality(conkey) > 1",
                    tableOf(entity)));
        }

        // they cascade, and refuse who refers to nobody
        refusing.addAll(List.of("users_student_id_fkey", "users_teacher_id_fkey"));
        // of a table that triggers keep when a course's capacity changes
        refusing.add("course_seats_check");
        // that a trigger names where more of a fee is paid than it would ask for
        refusing.add("fees_paid");
        // likewise where nobody would be left to let people in
        refusing.add("users_administrator");
        // that triggers name where something would begin for who has left school
        refusing.add("students_departed");
        // with what they refer to rows go, and of what is not there they are refused
        refusing.addAll(List.of("notices_class_id_fkey", "notices_course_id_fkey", "notices_student_id_fkey"));
        // to which a foreign key brings the maximum of a test
        refusing.add("marks_check");
        // of categories, which no endpoint of ours stores
        refusing.add("tests_category_fkey");
        // of what other software stores by OneRoster alone
        refusing.addAll(List.of(
                "assessments_check",
                "assessments_course_id_fkey",
                "assessments_class_id_fkey",
                "assessments_parent_id_fkey",
                "assessments_scale_course_id_fkey",
                "assessments_scale_class_id_fkey",
                "assessment_results_assessment_id_fkey",
                "assessment_results_scale_course_id_fkey",
                "assessment_results_scale_class_id_fkey"));

        assertThat(refusals).extracting(ConstraintRefusal::constraint).containsExactlyInAnyOrderElementsOf(refusing);
    }

    private List<Value> texts() {
        return rows().stream()
                .flatMap(Value::of)
                .filter(value -> value.member().getType() == String.class)
                .toList();
    }

    private List<Class<? extends Row>> rows() {
        List<Class<? extends Row>> rows = new ArrayList<>();
        entities.getMetamodel().getEntities().stream()
                .filter(type -> Row.class.isAssignableFrom(type.getJavaType()))
                .forEach(type -> rows.add(type.getJavaType().asSubclass(Row.class)));
        assertThat(rows).hasSizeGreaterThan(1);
        return rows;
    }

    /** Which samples the checks of the column let pass; none where it has no check. */
    private static Map<String, Boolean> checked(Value value, List<String> samples) throws SQLException {
        Map<String, Boolean> checked = new LinkedHashMap<>();
        List<String> checks = texts(
                "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint"
                        + " WHERE contype = 'c' AND conrelid = ?::regclass AND conkey = ARRAY[("
                        + "SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND attname = ?)]",
                value.table(),
                value.column());
        if (!checks.isEmpty()) {
            try (Connection connection = ServiceDatabase.connect();
                    var statement = connection.prepareStatement("SELECT %1$s, %2$s FROM unnest(?) AS sample (%1$s)"
                            .formatted(value.column(), String.join(" AND ", checks)))) {
                statement.setArray(1, connection.createArrayOf("text", samples.toArray()));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        checked.put(rows.getString(1), rows.getBoolean(2));
                    }
                }
            }
        }
        return checked;
    }

    /** Every text of few signs. */
    private static List<String> samples() {
        List<String> samples = new ArrayList<>(List.of(""));
        for (int begin = 0, length = 0; length < LONGEST; length++) {
            List<String> shorter = List.copyOf(samples.subList(begin, samples.size()));
            begin = samples.size();
            shorter.forEach(text -> SIGNS.chars().forEach(sign -> samples.add(text + (char) sign)));
        }
        return samples;
    }

    private static Row instance(Class<? extends Row> entity) throws ReflectiveOperationException {
        var constructor = entity.getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    private static String tableOf(Class<? extends Row> entity) {
        return entity.getAnnotation(Table.class).name();
    }

    private static List<String> texts(String sql, Object... parameters) throws SQLException {
        try (Connection connection = ServiceDatabase.connect();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<String> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            }
        }
    }
}
