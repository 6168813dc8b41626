package org.studentmanagement.student;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.Row;
import org.studentmanagement.api.Unique;

/** Somebody who may enroll in courses. */
@Entity
@Table(name = "students")
public class Student extends Row {
    /** The registration number, by which the school knows the student. */
    @Column(nullable = false, length = StudentValues.NUMBER_LENGTH, unique = true)
    public String number;

    @Column(nullable = false, length = StudentValues.NAME_LENGTH)
    public String name;

    @Column(nullable = false, length = StudentValues.EMAIL_LENGTH)
    public String email;

    /** A condition on a student {@code s}: name, number or e-mail contain {@code :text}. */
    public static final String MENTIONS =
            "(s.name ilike :text escape '\\' or s.number ilike :text escape '\\' or s.email ilike :text escape '\\')";

    /** @throws NoSuchStudent where none has the id */
    public static Student byId(long id) {
        return Student.<Student>findByIdOptional(id).orElseThrow(() -> new NoSuchStudent(id));
    }

    static Page<Student> list(StudentQuery query) {
        return Listing.of(Student.class, "s")
                .sortedBy("name", "s.name", String.class, student -> student.name)
                .sortedBy("number", "s.number", String.class, student -> student.number)
                .sortedBy("email", "s.email", String.class, student -> student.email)
                .where(MENTIONS, "text", Listing.anywhere(query.q))
                .where("s.number = :number", "number", query.number)
                .where("lower(s.email) = lower(:email)", "email", query.email)
                .rows(query);
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
