package org.studentmanagement.grading;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;

/** What has become of a mark of a published test, written by triggers, and deleted only when its student is erased. */
@Entity
@Table(
        name = "mark_changes",
        indexes = {@Index(columnList = "test_id, id"), @Index(columnList = "student_id")})
class MarkLogEntry {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(nullable = false)
    Long testId;

    @Column(nullable = false)
    Long studentId;

    @Column(nullable = false, columnDefinition = "text")
    String oldState;

    @Column(columnDefinition = "numeric(7,2)")
    BigDecimal oldScore;

    @Column(length = TestValues.REMARK_LENGTH)
    String oldRemark;

    @Column(nullable = false, columnDefinition = "text")
    String oldActor;

    @Column(nullable = false)
    Instant oldUpdatedAt;

    /** Null of one that was deleted. */
    @Column(columnDefinition = "text")
    String newState;

    @Column(columnDefinition = "numeric(7,2)")
    BigDecimal newScore;

    @Column(length = TestValues.REMARK_LENGTH)
    String newRemark;

    @Column(nullable = false, columnDefinition = "text")
    String actor;

    @Column(columnDefinition = "text")
    String requestId;

    @Column(columnDefinition = "text")
    String reason;

    @Column(nullable = false)
    Instant changedAt;
}
