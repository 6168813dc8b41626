package org.studentmanagement.schoolclass;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.MemberSet;
import org.studentmanagement.api.Sql;
import org.studentmanagement.people.Teaching;
import org.studentmanagement.people.UnknownTeachers;

/** Who has a class, by the names alone: students see it too. */
@Schema(description = "Who has a class, complete, by name")
public record ClassTeachers(List<TeacherOfClass> items) {
    /** One of them. */
    @Schema(name = "TeacherOfClass", description = "Somebody who has a class")
    public record TeacherOfClass(
            @Schema(examples = "1") long id,

            @Schema(examples = "Mary Somerville") String name) {}

    @RegisterForReflection
    record Own(boolean own) {}

    private static final String LIST = """
            SELECT t.id, t.name
            FROM class_teachers ct JOIN teachers t ON t.id = ct.teacher_id
            WHERE ct.class_id = $1
            ORDER BY t.name, t.id
            """;

    private static final MemberSet MEMBERS = new MemberSet("class_teachers", "class_id", "teacher_id", "teachers");

    private static final String OWN = """
            SELECT EXISTS (SELECT FROM class_teachers t WHERE t.class_id = c.id AND t.teacher_id = $2) AS own
            FROM classes c WHERE c.id = $1
            """;

    static Uni<ClassTeachers> of(long schoolClass) {
        return Sql.list(TeacherOfClass.class, LIST, schoolClass)
                .call(found -> found.isEmpty()
                        ? SchoolClass.mustExist(schoolClass)
                        : Uni.createFrom().voidItem())
                .map(ClassTeachers::new);
    }

    /** Makes the teachers of a class exactly these or, where one does not exist, changes nothing. */
    static Uni<ClassTeachers> replace(long schoolClass, List<Long> teachers) {
        return Sql.transaction(sql -> sql.find(() -> new NoSuchClass(schoolClass), Membership.LOCK_CLASS, schoolClass)
                        .flatMap(locked -> MEMBERS.replace(
                                sql, schoolClass, teachers, unknown -> new UnknownTeachers(unknown, teachers)))
                        .flatMap(changed -> sql.run(TeacherOfClass.class, LIST, schoolClass)))
                .map(ClassTeachers::new);
    }

    /**
     * Fails, where the caller is bound to a teacher, unless that one has the class: with 404 where there is no such class, else with
     * 403.
     *
     * @param unbound the other roles that the endpoint allows, as for {@link Teaching#boundTo}
     */
    public static Uni<Void> reaches(SecurityIdentity identity, long schoolClass, String... unbound) {
        Long teacher = Teaching.boundTo(identity, unbound);
        if (teacher == null) {
            return Uni.createFrom().voidItem();
        }
        return Sql.newest(Own.class, OWN, schoolClass, teacher)
                .invoke(found -> {
                    if (found.isEmpty()) {
                        throw new NoSuchClass(schoolClass);
                    }
                    if (!found.get(0).own()) {
                        throw new ForbiddenException("not a class of the teacher's own");
                    }
                })
                .replaceWithVoid();
    }
}
