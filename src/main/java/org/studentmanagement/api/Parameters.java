package org.studentmanagement.api;

import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads numbers, times, dates and truth values of paths and queries, and names the parameter that is none. */
@Provider
class Parameters implements ParamConverterProvider {
    private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]*");

    private record Reading(Function<String, Object> parse, String expected) {}

    private static final int LAST_YEAR = 9999;

    private static final Map<Class<?>, Reading> READINGS = Map.of(
            Long.class, new Reading(text -> Long.valueOf(number(text)), number(Long.MAX_VALUE)),
            Integer.class, new Reading(text -> Integer.valueOf(number(text)), number(Integer.MAX_VALUE)),
            Boolean.class, new Reading(Parameters::truth, "must be true or false"),
            LocalDate.class, new Reading(Parameters::day, "must be a date like 2013-10-01"),
            Instant.class, new Reading(Parameters::time, "must be a time like 2026-11-20T09:00:00Z"));

    @Override
    public <T> ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        Reading reading = READINGS.get(MethodType.methodType(type).wrap().returnType());
        return reading == null ? null : new Converter<>(name(annotations), reading);
    }

    /** In the one way to write it: Java would take +4, 04 and the digits of every script. */
    private static String number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new NumberFormatException(text);
        }
        return text;
    }

    private static String number(long most) {
        return "must be a whole number of at most " + most
                + ", in digits from 0 to 9 without a plus sign or zeros in front";
    }

    private static Boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return Boolean.valueOf(text);
    }

    /** Of the years that RFC 3339 has. */
    private static Instant time(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        if (time.getYear() < 1 || time.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException(text);
        }
        return time.toInstant();
    }

    private static LocalDate day(String text) {
        LocalDate day = LocalDate.parse(text);
        if (day.getYear() < 1 || day.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException(text);
        }
        return day;
    }

    private static String name(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof PathParam path) {
                return path.value();
            } else if (annotation instanceof QueryParam query) {
                return query.value();
            }
        }
        return "";
    }

    private record Converter<T>(String name, Reading reading) implements ParamConverter<T> {
        @Override
        @SuppressWarnings("unchecked") // the reading was found under this very type
        public T fromString(String text) {
            try {
                return (T) reading.parse().apply(text);
            } catch (IllegalArgumentException | DateTimeParseException unreadable) {
                throw ProblemException.invalidParameter(name, reading.expected());
            }
        }

        @Override
        public String toString(T value) {
            return String.valueOf(value);
        }
    }
}
