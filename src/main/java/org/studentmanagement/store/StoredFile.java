package org.studentmanagement.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * What the store has or may have: written down before the file is, and forgotten after it is gone, so that whatever a crash leaves on
 * either side is found. {@link StoredFiles} and {@link FileSweeper} have the statements.
 */
@Entity
@Table(name = "stored_files", indexes = @Index(columnList = "removed_at"))
public class StoredFile {
    @Id
    UUID id;

    @Column(nullable = false)
    Instant createdAt;

    /** Null while it is uploaded. */
    Instant storedAt;

    /** Since when nothing refers to it. */
    Instant removedAt;

    /** Whether it is the one of {@link StoreMark}. */
    @Column(nullable = false)
    boolean marksStore;
}
