package org.studentmanagement.terminal;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What a command prints with {@code --json}. All that are one, and what they hold, are known to a native executable. */
@RegisterForReflection(registerFullHierarchy = true)
public interface Document {}
