package org.studentmanagement.testsupport;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Tests on databases of their own, or on none. While one thread tests the service, the others run such classes, each in one
 * thread. What stops the server takes the lock for itself.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith({LiquibaseOfThisThread.class, PatientOnABusyMachine.class, PassingDatabases.class})
@ResourceLock(value = BesideTheService.LOCK, mode = ResourceAccessMode.READ)
@ResourceLock(providers = InOneThread.class)
public @interface BesideTheService {
    String LOCK = "PostgreSQL";

    /** The lock of those who rehearse: each drops the copies of those who were killed. */
    String COPIES = "copies of databases";
}
