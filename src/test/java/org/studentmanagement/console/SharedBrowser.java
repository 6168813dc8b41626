package org.studentmanagement.console;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One browser for all tests of the console, opened by the first of them and closed after the last. */
final class SharedBrowser implements BeforeEachCallback {
    @Override
    public void beforeEach(ExtensionContext context) {
        DemoSchool.browser = context.getRoot()
                .getStore(Namespace.create(SharedBrowser.class.getName()))
                .computeIfAbsent(Browser.class, key -> Browser.open(), Browser.class);
    }
}
