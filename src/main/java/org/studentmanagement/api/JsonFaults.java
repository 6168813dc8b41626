package org.studentmanagement.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;

/** Puts what Jackson cannot read into the caller's terms, without naming a class. */
final class JsonFaults {
    private JsonFaults() {}

    static ProblemException explain(JsonProcessingException malformed) {
        if (malformed instanceof UnrecognizedPropertyException unknown) {
            return fault(pointer(unknown), "is not known; known are " + names(unknown.getKnownPropertyIds()));
        }
        if (malformed instanceof InvalidFormatException format && format.getTargetType() == String.class) {
            String message = format.getOriginalMessage();
            return fault(
                    pointer(format),
                    // of a string, StorableText says at the end what is wrong with it
                    format.getValue() instanceof String
                            ? message.substring(message.lastIndexOf(": ") + 2)
                            : "must be a string");
        }
        if (malformed instanceof MismatchedInputException mismatch) {
            return fault(pointer(mismatch), "must be " + expected(mismatch.getTargetType()));
        }
        if (malformed instanceof JsonMappingException range && range.getCause() instanceof InputCoercionException) {
            return fault(pointer(range), "must be " + expected(Long.class));
        }
        if (malformed instanceof StreamConstraintsException) {
            return malformed("Send a JSON object with shorter numbers, shorter names of members and less nesting.");
        }
        JsonLocation place = malformed.getLocation();
        return malformed(
                place == null
                        ? "Send a JSON object."
                        : "Send a JSON object; this one breaks off being JSON at line %d, column %d."
                                .formatted(place.getLineNr(), place.getColumnNr()));
    }

    /** The body broke off, or is in no encoding that JSON may have. */
    @Example(when = SharedResponse.INVALID)
    static ProblemException unreadable() {
        return malformed("Send a JSON object in UTF-8, to its end.");
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(StatusCode.BAD_REQUEST, "malformed-json", "The body is not JSON", detail);
    }

    private static ProblemException fault(String pointer, String detail) {
        return ProblemException.invalid(List.of(Problem.Fault.at(pointer, detail)));
    }

    private static String names(Collection<Object> known) {
        return known.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }

    private static String pointer(JsonMappingException mismatch) {
        return mismatch.getPath().stream().map(JsonFaults::step).collect(Collectors.joining());
    }

    private static String step(Reference reference) {
        return "/"
                + (reference.getFieldName() == null
                        ? String.valueOf(reference.getIndex())
                        : reference.getFieldName().replace("~", "~0").replace("/", "~1"));
    }

    private static String expected(Class<?> type) {
        if (type == null || Record.class.isAssignableFrom(type) || type == ObjectNode.class) {
            return "a JSON object";
        } else if (Collection.class.isAssignableFrom(type)) {
            return "an array";
        } else if (type == String.class) {
            return "a string";
        } else if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        } else if (type == BigDecimal.class) {
            return "a number";
        } else if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a whole number of at most 9223372036854775807";
        } else if (type == LocalDate.class) {
            return "a date like 2013-10-01";
        }
        return "of another type";
    }
}
