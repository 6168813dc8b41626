package org.studentmanagement.people;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;
import org.studentmanagement.api.Listing;
import org.studentmanagement.api.Page;
import org.studentmanagement.api.Row;
import org.studentmanagement.api.Sql;
import org.studentmanagement.api.Unique;

/** Somebody who teaches courses. A school has few, and reads all to sort them. */
@Entity
@Table(name = "teachers")
public class Teacher extends Row {
    /** The staff number, by which the school knows the teacher. */
    @Column(nullable = false, length = TeacherValues.NUMBER_LENGTH, unique = true)
    public String number;

    @Column(nullable = false, length = TeacherValues.NAME_LENGTH)
    public String name;

    /** Null where none is known: timetables name teachers before they have an address. */
    @Column(length = TeacherValues.EMAIL_LENGTH)
    public String email;

    /** Fails where none has the id. */
    public static Uni<Void> mustExist(long id) {
        return Sql.require(() -> new NoSuchTeacher(id), "SELECT FROM teachers WHERE id = $1", id);
    }

    static Uni<Page<TeacherResponse>> list(TeacherQuery query) {
        return Listing.of(TeacherResponse.class, "teachers", query)
                .sortedBy("name", "r.name", String.class, TeacherResponse::name)
                .sortedBy("number", "r.number", String.class, TeacherResponse::number)
                // of one without an address the others are looked through all the same
                .mentioning(query.q, "r.name", "r.number", "coalesce(r.email, '')")
                .where("r.number = %s", query.number)
                .where("lower(r.email) = lower(%s)", query.email)
                .page(query);
    }

    void set(TeacherRequest request) {
        number = request.number();
        name = request.name();
        email = request.email();
    }

    @Override
    protected List<Unique> unique() {
        return List.of(
                Unique.of("teachers_number_key", "number", number),
                Unique.ignoringCase("teachers_lower_idx", "email", email));
    }
}
