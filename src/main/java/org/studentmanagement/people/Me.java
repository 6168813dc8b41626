package org.studentmanagement.people;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.Sql;

/** Who is signed in. */
@Schema(name = "Me", description = "Who is signed in, and what that allows")
record Me(
        @Schema(examples = "1") long id,

        @Schema(description = "Full name", examples = "Mary Somerville")
        String name,

        @Schema(description = "E-mail address", examples = "mary@school.example")
        String email,

        @Schema(
                description = "What the user may do, the roles student and teacher among them",
                examples = "[\"reader\", \"teacher\"]",
                type = SchemaType.ARRAY)
        List<String> roles,

        @Schema(description = "Id of the student who the user is", nullable = true)
        Long studentId,

        @Schema(description = "Id of the teacher who the user is", examples = "1", nullable = true)
        Long teacherId) {

    private static final String FIND =
            "SELECT id, name, email, roles, student_id, teacher_id FROM users WHERE id = $1 AND disabled_at IS NULL";

    /** Fails where the user is gone, or shut out. */
    static Uni<Me> of(long user) {
        return Sql.list(Me.class, FIND, user)
                .map(found -> found.stream()
                        .findFirst()
                        .orElseThrow(SessionEnded::new)
                        .withOwnRoles());
    }

    private Me withOwnRoles() {
        List<String> own = new ArrayList<>(
                roles.stream().filter(Role.GRANTABLE::containsKey).toList());
        if (studentId != null) {
            own.add(Role.STUDENT);
        }
        if (teacherId != null) {
            own.add(Role.TEACHER);
        }
        return new Me(id, name, email, own, studentId, teacherId);
    }
}
