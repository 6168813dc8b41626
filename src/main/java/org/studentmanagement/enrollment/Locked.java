package org.studentmanagement.enrollment;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A row of which nothing is asked but that it stays. */
@RegisterForReflection
record Locked(long id) {}
