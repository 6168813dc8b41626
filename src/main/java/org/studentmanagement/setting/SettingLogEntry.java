package org.studentmanagement.setting;

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

/** What has become of a setting, written by a trigger, and never changed. */
@Entity
@Table(name = "setting_changes", indexes = @Index(columnList = "name, id"))
class SettingLogEntry {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(nullable = false, columnDefinition = "text")
    String name;

    @Column(columnDefinition = "jsonb")
    @JdbcTypeCode(SqlTypes.JSON)
    String oldValue;

    @Column(columnDefinition = "jsonb")
    @JdbcTypeCode(SqlTypes.JSON)
    String newValue;

    @Column(nullable = false, columnDefinition = "text")
    String actor;

    @Column(columnDefinition = "text")
    String requestId;

    @Column(nullable = false)
    Instant changedAt;
}
