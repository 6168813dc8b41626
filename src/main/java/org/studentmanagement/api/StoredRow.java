package org.studentmanagement.api;

import java.time.Instant;

/** What every noun's rows are shown with. */
public interface StoredRow {
    long id();

    Instant createdAt();

    Instant updatedAt();

    /** How often the row has changed: its ETag. */
    long version();
}
