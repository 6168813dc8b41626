package org.studentmanagement.people;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.Row;
import org.studentmanagement.api.Unique;
import org.studentmanagement.student.Student;

/**
 * Somebody who signs in with a password. {@link Sessions} has who is signed in, {@link Passwords} the hashes. A school has some
 * hundreds, and reads all to sort them.
 */
@Entity
@DynamicUpdate
@Table(name = "users")
public class User extends Row {
    static final int NAME_LENGTH = 100;
    static final int EMAIL_LENGTH = 120;

    @Column(nullable = false, length = NAME_LENGTH)
    public String name;

    @Column(nullable = false, length = EMAIL_LENGTH)
    public String email;

    /** Of {@link org.studentmanagement.access.Role#GRANTABLE}, or of another version's. */
    @Column(nullable = false, columnDefinition = "text[]")
    public List<String> roles;

    /** Whose record the user reaches, and nothing else; null for others. */
    @Column(name = "student_id", unique = true)
    public Long studentId;

    /** Who the user is, besides the roles; null for others. */
    @Column(name = "teacher_id", unique = true)
    public Long teacherId;

    @Column(insertable = false, updatable = false, columnDefinition = "text")
    String passwordHash;

    @Column(insertable = false, updatable = false)
    public Instant lastSeenAt;

    @Column(insertable = false, updatable = false)
    public Instant disabledAt;

    /** Say the foreign keys, and are read by nobody. */
    @OneToOne(fetch = FetchType.LAZY)
    @JoinColumn(
            name = "student_id",
            insertable = false,
            updatable = false,
            foreignKey = @ForeignKey(name = "users_student_id_fkey"))
    @OnDelete(action = OnDeleteAction.CASCADE)
    Student student;

    @OneToOne(fetch = FetchType.LAZY)
    @JoinColumn(
            name = "teacher_id",
            insertable = false,
            updatable = false,
            foreignKey = @ForeignKey(name = "users_teacher_id_fkey"))
    @OnDelete(action = OnDeleteAction.SET_NULL)
    Teacher teacher;

    static Uni<Page<UserResponse>> list(UserQuery query) {
        return Listing.of(UserResponse.class, "users", query)
                .sortedBy("name", "r.name", String.class, UserResponse::name)
                .sortedIgnoringCase("email", "r.email", UserResponse::email)
                .mentioning(query.q, "r.name", "r.email")
                .where("lower(r.email) = lower(%s)", query.email)
                .where("%s = ANY(r.roles)", query.role)
                .where("r.student_id = %s", query.studentId)
                .where("r.teacher_id = %s", query.teacherId)
                .page(query);
    }

    void set(UserRequest request) {
        name = request.name();
        email = request.email();
        roles = request.roles();
        studentId = request.studentId();
        teacherId = request.teacherId();
    }

    @Override
    protected List<Unique> unique() {
        return List.of(Unique.ignoringCase("users_lower_idx", "email", email));
    }
}
