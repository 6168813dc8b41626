package org.studentmanagement.api;

import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.function.Function;

/** Reads numbers and truth values of paths and queries, and names the parameter that is neither. */
@Provider
class Parameters implements ParamConverterProvider {
    private record Reading(Function<String, Object> parse, String expected) {}

    private static final Map<Class<?>, Reading> READINGS = Map.of(
            Long.class, new Reading(Long::valueOf, "must be a whole number of at most 9223372036854775807"),
            Integer.class, new Reading(Integer::valueOf, "must be a whole number of at most 2147483647"),
            Boolean.class, new Reading(Parameters::truth, "must be true or false"));

    @Override
    public <T> ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        Reading reading = READINGS.get(MethodType.methodType(type).wrap().returnType());
        return reading == null ? null : new Converter<>(name(annotations), reading);
    }

    private static Boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return Boolean.valueOf(text);
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
            } catch (IllegalArgumentException unreadable) {
                throw ProblemException.invalidParameter(name, reading.expected());
            }
        }

        @Override
        public String toString(T value) {
            return String.valueOf(value);
        }
    }
}
