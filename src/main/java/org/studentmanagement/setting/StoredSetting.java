package org.studentmanagement.setting;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A setting that is not what it is by default. {@link Settings} has the statements. */
@Entity
@Table(name = "settings")
class StoredSetting {
    @Id
    @Column(columnDefinition = "text")
    String name;

    @Column(nullable = false, columnDefinition = "jsonb")
    @JdbcTypeCode(SqlTypes.JSON)
    String value;
}
