package org.studentmanagement.enrollment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** What has happened to an enrollment, written by triggers, and changed only when its student is erased. */
@Entity
@Table(
        name = "enrollment_events",
        indexes = {@Index(columnList = "student_id, course_id, id"), @Index(columnList = "transaction_id")})
class HistoryEntry {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(nullable = false, columnDefinition = "xid8")
    String transactionId;

    @Column(nullable = false, columnDefinition = "text")
    String kind;

    UUID stint;

    @Column(nullable = false)
    Long studentId;

    /** Null of who was erased. */
    Long courseId;

    Instant happenedAt;

    @Column(nullable = false)
    Instant recordedAt;

    LocalDate completedOn;

    @Column(columnDefinition = "text")
    String result;

    @Column(columnDefinition = "text[]")
    String[] overrides;

    @Column(columnDefinition = "text")
    String actor;

    @Column(columnDefinition = "text")
    String requestId;

    @Column(columnDefinition = "text")
    String reason;
}
