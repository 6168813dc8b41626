package org.studentmanagement.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes records of rows: each component is the column of its name, in snake case as everywhere, or the field of its name. */
final class Shape<R extends Record> {
    private static final ClassValue<Shape<?>> SHAPES = new ClassValue<>() {
        @Override
        protected Shape<?> computeValue(Class<?> type) {
            return new Shape<>(type.asSubclass(Record.class));
        }
    };

    private final Class<R> type;
    private final Constructor<R> constructor;
    private final Class<?>[] types;
    private final String[] columns;

    private Shape(Class<R> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        types = Stream.of(components).map(RecordComponent::getType).toArray(Class[]::new);
        SnakeCaseStrategy names = new SnakeCaseStrategy();
        columns = Stream.of(components)
                .map(component -> names.translate(component.getName()))
                .toArray(String[]::new);
        try {
            constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static <R extends Record> Shape<R> of(Class<R> type) {
        return (Shape<R>) SHAPES.get(type);
    }

    /** Of the columns, which are those of the members in JSON. */
    List<String> names() {
        return List.of(columns);
    }

    /** For {@code SELECT}, of a table with that alias. */
    String columns(String alias) {
        return Stream.of(columns).map(column -> alias + "." + column).collect(Collectors.joining(", "));
    }

    List<R> read(RowSet<Row> rows) {
        int[] places = places(rows);
        List<R> read = new ArrayList<>(rows.size());
        for (Row row : rows) {
            read.add(read(row, places));
        }
        return read;
    }

    /** A list for each number from 1 that the column may have. */
    List<List<R>> read(RowSet<Row> rows, String column, int lists) {
        int[] places = places(rows);
        int list = rows.columnsNames().indexOf(column);
        List<List<R>> read =
                Stream.<List<R>>generate(ArrayList::new).limit(lists).toList();
        for (Row row : rows) {
            read.get(row.getLong(list).intValue() - 1).add(read(row, places));
        }
        return read;
    }

    private int[] places(RowSet<Row> rows) {
        return Arrays.stream(columns).mapToInt(rows.columnsNames()::indexOf).toArray();
    }

    private R read(Row row, int[] places) {
        Object[] values = new Object[places.length];
        for (int component = 0; component < places.length; component++) {
            values[component] = value(row, places[component], types[component]);
        }
        return make(values);
    }

    private R make(Object... values) {
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of an entity, from its fields and those of what it extends. */
    <E> Function<E, R> ofFields(Class<E> entity) {
        List<Field> fields = Stream.of(type.getRecordComponents())
                .map(component -> field(entity, component.getName()))
                .toList();
        return row -> make(fields.stream().map(field -> value(field, row)).toArray());
    }

    private static Field field(Class<?> entity, String name) {
        try {
            Field field = entity.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            if (entity.getSuperclass() == null) {
                throw new IllegalStateException("No field of the row is called " + name, e);
            }
            return field(entity.getSuperclass(), name);
        }
    }

    private static Object value(Field field, Object row) {
        try {
            return field.get(row);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(Row row, int place, Class<?> type) {
        if (type == Instant.class) {
            OffsetDateTime time = row.getOffsetDateTime(place);
            return time == null ? null : time.toInstant();
        }
        if (type == BigDecimal.class) {
            return row.getBigDecimal(place);
        }
        // an array is equal to itself alone
        return type == List.class ? List.of(row.getArrayOfStrings(place)) : row.getValue(place);
    }
}
