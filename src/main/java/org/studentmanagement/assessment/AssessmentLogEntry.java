package org.studentmanagement.assessment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What has become of a result, written by triggers, and deleted only when its student is erased. */
@Entity
@Table(name = "assessment_result_changes", indexes = @Index(columnList = "student_id"))
class AssessmentLogEntry {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(nullable = false)
    Long resultId;

    @Column(nullable = false)
    Long studentId;

    @Column(nullable = false, columnDefinition = "jsonb")
    @JdbcTypeCode(SqlTypes.JSON)
    String oldResult;

    /** Null of one that was deleted. */
    @Column(columnDefinition = "jsonb")
    @JdbcTypeCode(SqlTypes.JSON)
    String newResult;

    @Column(nullable = false, columnDefinition = "text")
    String actor;

    @Column(columnDefinition = "text")
    String requestId;

    @Column(columnDefinition = "text")
    String reason;

    @Column(nullable = false)
    Instant changedAt;
}
