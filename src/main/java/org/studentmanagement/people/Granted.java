package org.studentmanagement.people;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashSet;
import java.util.List;
import org.studentmanagement.access.Role;

/** Roles that can be given, none twice. */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Granted.Check.class)
@interface Granted {
    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Check implements ConstraintValidator<Granted, List<String>> {
        @Override
        public boolean isValid(List<String> roles, ConstraintValidatorContext context) {
            if (roles == null || roles.contains(null)) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(
                            "must list each once, and only of these: " + String.join(", ", Role.GRANTABLE.keySet()))
                    .addConstraintViolation();
            return Role.GRANTABLE.keySet().containsAll(roles) && new HashSet<>(roles).size() == roles.size();
        }
    }
}
