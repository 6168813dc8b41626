package org.studentmanagement.student;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.util.List;
import org.studentmanagement.api.Cause;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.Row;
import org.studentmanagement.api.Sql;
import org.studentmanagement.api.Unique;

/** Somebody who may enroll in courses. */
@Entity
@Table(
        name = "students",
        indexes = {
            @Index(columnList = "name, id"),
            @Index(columnList = "created_at, id"),
            @Index(columnList = "updated_at, id")
        })
public class Student extends Row {
    @RegisterForReflection
    record Erased(boolean erased) {}

    private static final String ERASE = "WITH " + Cause.ACTING + " SELECT erase_student($2) AS erased FROM acting";

    /** The registration number, by which the school knows the student. */
    @Column(nullable = false, length = StudentValues.NUMBER_LENGTH, unique = true)
    public String number;

    @Column(nullable = false, length = StudentValues.NAME_LENGTH)
    public String name;

    @Column(nullable = false, length = StudentValues.EMAIL_LENGTH)
    public String email;

    /** Narrows a listing of students, or of what refers to one, {@code r}, to those that mention the text; null is all. */
    public static <E extends Record> Listing<E> mentioning(String text, Listing<E> students) {
        return students.mentioning(text, "r.name", "r.number", "r.email");
    }

    /** Fails where none has the id. */
    public static Uni<Void> mustExist(long id) {
        return Sql.require(() -> new NoSuchStudent(id), "SELECT FROM students WHERE id = $1", id);
    }

    /**
     * Ends all that the student takes and waits for, deletes the student, and leaves a history that is about nobody.
     *
     * @param cause who does it
     */
    static Uni<Void> erase(long id, Cause cause, Sql sql) {
        return sql.run(Erased.class, ERASE, cause.values(), id).replaceWithVoid();
    }

    static Uni<Page<StudentResponse>> list(StudentQuery query) {
        return mentioning(query.q, Listing.of(StudentResponse.class, "students", query))
                .sortedBy("name", "r.name", String.class, StudentResponse::name)
                .sortedBy("number", "r.number", String.class, StudentResponse::number)
                .sortedIgnoringCase("email", "r.email", StudentResponse::email)
                .where("r.number = %s", query.number)
                .where("lower(r.email) = lower(%s)", query.email)
                .page(query);
    }

    void set(StudentRequest request) {
        number = request.number();
        name = request.name();
        email = request.email();
    }

    @Override
    protected List<Unique> unique() {
        return List.of(
                Unique.of("students_number_key", "number", number),
                Unique.ignoringCase("students_lower_idx", "email", email));
    }
}
