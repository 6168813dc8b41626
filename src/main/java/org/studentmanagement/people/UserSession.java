package org.studentmanagement.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;

/** A browser in which somebody has signed in. {@link Sessions} has the statements. */
@Entity
@Table(name = "user_sessions", indexes = @Index(columnList = "user_id"))
class UserSession {
    @Id
    byte[] tokenHash;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "user_id", foreignKey = @ForeignKey(name = "user_sessions_user_id_fkey"))
    @OnDelete(action = OnDeleteAction.CASCADE)
    User user;

    @Column(nullable = false)
    Instant createdAt;

    @Column(nullable = false)
    Instant seenAt;
}
