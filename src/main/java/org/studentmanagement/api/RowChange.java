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
     * @param stored what callers set, as it is stored
     * @param shown the row as GET gives it
     */
    public <T extends Record> T replace(ObjectNode body, T stored, Record shown) {
        return read(settable(body, stored, shown), stored);
    }

    /** Some members anew, and the others as they are stored. */
    public <T extends Record> T patch(ObjectNode patch, T stored, Record shown) {
        ObjectNode target = json.valueToTree(stored);
        return read(target.setAll(settable(patch, stored, shown)), stored);
    }

    private ObjectNode settable(ObjectNode body, Record stored, Record shown) {
        ObjectNode settable = body.deepCopy();
        JsonNode members = json.valueToTree(stored);
        List<Problem.Fault> faults = new ArrayList<>();
        json.valueToTree(shown).properties().stream()
                .filter(member -> body.has(member.getKey()) && !members.has(member.getKey()))
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

    @SuppressWarnings("unchecked") // the class of a T
    private <T extends Record> T read(JsonNode members, T stored) {
        T asked;
        try {
            asked = (T) json.treeToValue(members, stored.getClass());
        } catch (JsonProcessingException malformed) {
            throw JsonFaults.explain(malformed);
        }
        Set<ConstraintViolation<T>> violations = validator.validate(asked);
        if (!violations.isEmpty()) {
            Set<List<Object>> old =
                    validator.validate(stored).stream().map(RowChange::value).collect(Collectors.toSet());
            violations.removeIf(violation -> old.contains(value(violation)));
        }
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return asked;
    }

    private static List<Object> value(ConstraintViolation<?> violation) {
        return Arrays.asList(violation.getPropertyPath().toString(), violation.getInvalidValue());
    }
}
