package org.studentmanagement.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Comparator;

/** Puts violations of Bean Validation into the caller's terms: JSON pointers and names of parameters. */
final class Violations {
    /** What resources call the parameter that takes the body. */
    private static final String BODY = "request";

    private Violations() {}

    static ProblemException explain(ConstraintViolationException violations) {
        return ProblemException.invalid(violations.getConstraintViolations().stream()
                .map(Violations::fault)
                .sorted(Comparator.comparing(fault -> fault.pointer() + fault.parameter()))
                .toList());
    }

    private static Problem.Fault fault(ConstraintViolation<?> violation) {
        boolean body = violation.getRootBean() instanceof Record;
        StringBuilder pointer = new StringBuilder();
        String name = "";
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getKind() == ElementKind.PARAMETER) {
                body = node.getName().equals(BODY);
                name = node.getName();
            } else if (node.getKind() == ElementKind.PROPERTY) {
                name = SnakeCaseStrategy.INSTANCE.translate(node.getName());
                pointer.append('/').append(name);
            }
        }
        return body
                ? Problem.Fault.at(
                        pointer.toString(), pointer.isEmpty() ? "must be a JSON object" : violation.getMessage())
                : Problem.Fault.of(name, violation.getMessage());
    }
}
