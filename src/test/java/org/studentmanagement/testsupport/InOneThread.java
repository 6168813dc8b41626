package org.studentmanagement.testsupport;

import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/** A lock that only one class of tests wants: who has one runs its tests in one thread. */
class InOneThread implements ResourceLocksProvider {
    @Override
    public Set<Lock> provideForClass(Class<?> testClass) {
        return Set.of(new Lock(testClass.getName()));
    }
}
