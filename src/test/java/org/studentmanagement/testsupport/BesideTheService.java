package org.studentmanagement.testsupport;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Tests on databases of their own, of which a second thread runs one class after the other while the first one tests the
 * service. What changes a setting of the whole JVM, stops the server, or looks at all of its databases takes the lock for
 * itself.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = BesideTheService.LOCK, mode = ResourceAccessMode.READ)
@ResourceLock(BesideTheService.TURN)
public @interface BesideTheService {
    String LOCK = "PostgreSQL";

    /** Who has it keeps a class of tests in one thread, and the next class waiting. */
    String TURN = "the second thread";
}
