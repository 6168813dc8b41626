package org.studentmanagement.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What this makes is an example of the API's description: the very refusal that a caller is answered, or what is answered
 * otherwise. It stands on a constant, or on a constructor or static method without parameters; the build calls it.
 */
@Documented
@Target({ElementType.CONSTRUCTOR, ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.CLASS)
public @interface Example {
    /**
     * Shown with each response whose description has these words, of a refusal with those of its status only; left out, with
     * the {@link SharedResponse} of its status.
     */
    String when() default "";

    /** Of no other example; left out, the last part of the problem's type. */
    String name() default "";

    /** That was called, of a refusal. */
    String path() default "/api/students";
}
