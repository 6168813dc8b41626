package org.studentmanagement.api;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** No id twice: each that repeats another is named, with that other. A list that is too long anyhow is not looked through. */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = EachOnce.Check.class)
public @interface EachOnce {
    String message() default "is at /%s/%d already: list each once";

    /** The list's own name. */
    String member();

    /** How long it may be. */
    int most();

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Check implements ConstraintValidator<EachOnce, List<Long>> {
        private String member;
        private int most;

        @Override
        public void initialize(EachOnce list) {
            member = list.member();
            most = list.most();
        }

        @Override
        public boolean isValid(List<Long> ids, ConstraintValidatorContext context) {
            if (ids == null || ids.size() > most) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            Map<Long, Integer> places = new HashMap<>();
            boolean valid = true;
            for (int place = 0; place < ids.size(); place++) {
                Integer first = ids.get(place) == null ? null : places.putIfAbsent(ids.get(place), place);
                if (first != null) {
                    valid = false;
                    context.buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate()
                                    .formatted(member, first))
                            .addContainerElementNode("<list element>", List.class, 0)
                            .inIterable()
                            .atIndex(place)
                            .addConstraintViolation();
                }
            }
            return valid;
        }
    }
}
