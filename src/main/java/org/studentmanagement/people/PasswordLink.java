package org.studentmanagement.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;

/** By which a user may set a password, once. {@link PasswordLinks} has the statements. */
@Entity
@Table(name = "password_links")
class PasswordLink {
    @Id
    @Column(name = "user_id")
    Long userId;

    @OneToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(
            name = "user_id",
            insertable = false,
            updatable = false,
            foreignKey = @ForeignKey(name = "password_links_user_id_fkey"))
    @OnDelete(action = OnDeleteAction.CASCADE)
    User user;

    @Column(nullable = false, unique = true)
    byte[] tokenHash;

    @Column(nullable = false)
    Instant expiresAt;
}
