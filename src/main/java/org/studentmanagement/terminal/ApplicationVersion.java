package org.studentmanagement.terminal;

import java.util.Optional;

/** The version of the service, as its package says it. */
public final class ApplicationVersion {
    private ApplicationVersion() {}

    public static String get() {
        return Optional.ofNullable(ApplicationVersion.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }
}
