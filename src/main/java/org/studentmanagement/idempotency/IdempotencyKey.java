package org.studentmanagement.idempotency;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;

/** A request that was carried out, and its answer, by the key with which it was sent. {@link KeptAnswers} has the statements. */
@Entity
@Table(name = "idempotency_keys", indexes = @Index(columnList = "created_at"))
@IdClass(IdempotencyKey.Sent.class)
class IdempotencyKey {
    /** Who has sent which key: what another client sends is another one. */
    record Sent(String client, String key) {}

    static final int KEY_LENGTH = 255;

    @Id
    @Column(columnDefinition = "text")
    String client;

    @Id
    @Column(length = KEY_LENGTH)
    String key;

    @Column(nullable = false)
    byte[] requestHash;

    @Column(nullable = false)
    int status;

    @Column(nullable = false, columnDefinition = "text")
    String headers;

    @Column(nullable = false, columnDefinition = "text")
    String body;

    @Column(nullable = false)
    Instant createdAt;
}
