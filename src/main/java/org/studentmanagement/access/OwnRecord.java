package org.studentmanagement.access;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The path's {@code id} is a student's, and a token that is bound to a student reaches that one only: every other id, whether
 * it exists or could be one, gets the same 403, before the rest of the request is looked at.
 */
@NameBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface OwnRecord {}
