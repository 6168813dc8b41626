package org.studentmanagement.api;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;

/** What is stored, read, changed and deleted by its id. The database keeps the two times. */
@MappedSuperclass
public abstract class Row extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    @Generated
    @Column(nullable = false, insertable = false, updatable = false)
    public Instant createdAt;

    @Generated(event = {EventType.INSERT, EventType.UPDATE})
    @Column(nullable = false, insertable = false, updatable = false)
    public Instant updatedAt;

    /** How often the row has changed: its ETag. */
    @Version
    @Column(nullable = false)
    public long version;

    /**
     * The values that no other row of the table has. One that has a key of its own, named as PostgreSQL names it, need not be
     * said: its name says the member.
     */
    protected List<Unique> unique() {
        return List.of();
    }
}
