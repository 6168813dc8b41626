package org.studentmanagement.imports;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** An import over HTTP, from the upload to what became of it. {@link ImportRows} has the statements. */
@Entity
@Table(name = "imports")
class StoredImport {
    @Id
    UUID id;

    @Column(nullable = false, columnDefinition = "text")
    String state;

    @Column(nullable = false, columnDefinition = "text")
    String actor;

    /** Null where an earlier release took it in: then it is the actor, until another confirms it. */
    @Column(columnDefinition = "text")
    String uploadedBy;

    @Column(columnDefinition = "text")
    String requestId;

    @Column(nullable = false)
    boolean skipInvalid;

    @Column(nullable = false)
    boolean withdrawMissing;

    @Column(nullable = false)
    long withdrawals;

    @Column(nullable = false)
    int attempts;

    @Column(columnDefinition = "text")
    String task;

    @Column(nullable = false)
    long done;

    @Column(nullable = false)
    long total;

    @Column(columnDefinition = "text")
    String report;

    @Column(columnDefinition = "text")
    String detail;

    @Column(nullable = false)
    Instant createdAt;

    @Column(nullable = false)
    Instant changedAt;
}
