package org.studentmanagement.issuer;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
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
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.studentmanagement.access.Role;
import org.studentmanagement.access.RosterScope;
import org.studentmanagement.student.Student;

/** A machine or front end that may ask for tokens. The {@code client} command makes and changes it, and {@link Clients}. */
@Entity
@Table(name = "clients", indexes = @Index(columnList = "student_id"))
public class Client extends PanacheEntityBase {
    static final String FORM = "[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?";

    static final Pattern ID = Pattern.compile(FORM);

    static final int DESCRIPTION_LENGTH = 200;

    @Id
    @Column(length = 64)
    public String id;

    @Column(nullable = false, length = DESCRIPTION_LENGTH)
    public String description;

    /** Empty for one that is bound to a student. */
    @Column(nullable = false, columnDefinition = "text[]")
    public List<String> roles;

    /** Whose record its tokens reach, and nothing else. */
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "student_id", foreignKey = @ForeignKey(name = "clients_student_id_fkey"))
    @OnDelete(action = OnDeleteAction.CASCADE)
    public Student student;

    @Column(nullable = false)
    public byte[] secretSalt;

    @Column(nullable = false)
    public byte[] secretHash;

    public byte[] previousSecretHash;

    /** Until when the secret before the last rotation is taken. */
    public Instant previousSecretUntil;

    @Column(nullable = false)
    public Instant createdAt;

    public Instant revokedAt;

    /** What its tokens may have. A role that another version knows is none here. */
    List<String> scopes() {
        return student == null ? roles.stream().flatMap(Client::scope).toList() : List.of(Role.STUDENT);
    }

    private static Stream<String> scope(String role) {
        return Role.GRANTABLE.containsKey(role) ? Stream.of(role) : RosterScope.ofStored(role).stream();
    }

    /** Null for one that is bound to none. */
    Long studentId() {
        return student == null ? null : student.id;
    }

    /** The one of this name, unless it was revoked. */
    static Optional<Client> active(String id) {
        return ID.matcher(id).matches()
                ? find("id = ?1 and revokedAt is null", id).firstResultOptional()
                : Optional.empty();
    }

    /** Whether a secret of the former kind is good still. */
    static boolean anyHashedSlowly(Instant now) {
        return count("""
                        revokedAt is null and (cast(sql('octet_length(?)', secretHash) as Integer) > ?1
                          or previousSecretUntil > ?2 and cast(sql('octet_length(?)', previousSecretHash) as Integer) > ?1)
                        """, Secret.HASH_BYTES, now) > 0;
    }

    boolean accepts(byte[] hash, Instant now) {
        boolean current = Secret.same(hash, secretHash);
        boolean previous = previousSecretHash != null
                && now.isBefore(previousSecretUntil)
                && Secret.same(hash, previousSecretHash);
        return current || previous;
    }
}
