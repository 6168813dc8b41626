package org.studentmanagement.testsupport;

import liquibase.Scope;
import liquibase.SingletonScopeManager;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives each thread of tests a Liquibase of its own. A thread that another one has started shares that one's locks and history
 * otherwise, and the pool starts a thread whenever one had nothing to do for a while.
 */
class LiquibaseOfThisThread implements BeforeAllCallback {
    private static final ThreadLocal<Boolean> GIVEN = ThreadLocal.withInitial(() -> false);

    @Override
    public void beforeAll(ExtensionContext context) {
        if (!GIVEN.get()) {
            Scope.setScopeManager(new SingletonScopeManager());
            GIVEN.set(true);
        }
    }
}
