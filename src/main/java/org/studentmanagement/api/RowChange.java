package org.studentmanagement.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a request makes of a stored row. It may send back all that GET gave: members that nobody sets are taken where they are as
 * they are shown. A value that is stored already is taken too, though it may be older than the rule that would refuse it today.
 */
@ApplicationScoped
public class RowChange {
    /** JSON Merge Patch, RFC 7396. The records are flat, so a member is set, or removed by null. */
    public static final String MERGE_PATCH = "application/merge-patch+json";

    @Inject
    ObjectMapper json;

    @Inject
    Validator validator;

    /**
     * Every member anew.
     *
     * @param type what callers set
     * @param shown the row as GET gives it
     */
    public <T extends Record> T replace(ObjectNode body, Class<T> type, Record shown) {
        ObjectNode row = json.valueToTree(shown);
        return read(settable(body, row, type), stored(row, type), type);
    }

    /** Some members anew, and the others as they are stored. */
    public <T extends Record> T patch(ObjectNode patch, Class<T> type, Record shown) {
        ObjectNode row = json.valueToTree(shown);
        ObjectNode stored = stored(row, type);
        return read(stored.deepCopy().setAll(settable(patch, row, type)), stored, type);
    }

    private static ObjectNode stored(ObjectNode row, Class<? extends Record> type) {
        return row.deepCopy().retain(Shape.of(type).names());
    }

    private static ObjectNode settable(ObjectNode body, ObjectNode row, Class<? extends Record> type) {
        ObjectNode settable = body.deepCopy();
        List<Problem.Fault> faults = new ArrayList<>();
        row.deepCopy().remove(Shape.of(type).names()).properties().stream()
                .filter(member -> body.has(member.getKey()))
                .forEach(member -> {
                    JsonNode sent = settable.remove(member.getKey());
                    // a number is of another Java type when it comes from text
                    if (!sent.toString().equals(member.getValue().toString())) {
                        faults.add(Problem.Fault.at(
                                "/" + member.getKey(),
                                "is not yours to set: leave it out, or send " + member.getValue() + " as it is"));
                    }
                });
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        return settable;
    }

    private <T extends Record> T read(ObjectNode members, ObjectNode stored, Class<T> type) {
        T asked = read(members, type);
        Set<ConstraintViolation<T>> violations = validator.validate(asked);
        if (!violations.isEmpty()) {
            Set<List<Object>> old = validator.validate(read(stored, type)).stream()
                    .map(RowChange::value)
                    .collect(Collectors.toSet());
            violations.removeIf(violation -> old.contains(value(violation)));
        }
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return asked;
    }

    private <T extends Record> T read(ObjectNode members, Class<T> type) {
        try {
            return json.treeToValue(members, type);
        } catch (JsonProcessingException malformed) {
            throw JsonFaults.explain(malformed);
        }
    }

    private static List<Object> value(ConstraintViolation<?> violation) {
        return Arrays.asList(violation.getPropertyPath().toString(), violation.getInvalidValue());
    }
}
