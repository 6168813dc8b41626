package org.studentmanagement.people;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.util.Arrays;
import org.studentmanagement.access.Role;
import org.studentmanagement.access.TokenIdentity;
import org.studentmanagement.api.Sql;
import org.studentmanagement.course.NoSuchCourse;

/**
 * Whose courses a caller reaches. An endpoint that allows {@link Role#TEACHER} asks it, since a teacher reaches those that the teacher
 * teaches, and nothing of others.
 */
public final class Teaching {
    @RegisterForReflection
    record Taught(boolean taught) {}

    private static final String TAUGHT = """
            SELECT EXISTS (SELECT FROM course_teachers t WHERE t.course_id = c.id AND t.teacher_id = $2) AS taught
            FROM courses c WHERE c.id = $1
            """;

    private Teaching() {}

    /**
     * The id of the teacher to whose courses the caller is bound, for a statement to have as in {@code $2::bigint IS NULL OR EXISTS
     * (SELECT FROM course_teachers t WHERE t.course_id = c.id AND t.teacher_id = $2)}; null where nothing binds him.
     *
     * @param unbound the other roles that the endpoint allows: who has one reaches every course, teacher or not. Roles that the endpoint does
     *     not allow must not be among them
     */
    public static Long boundTo(SecurityIdentity identity, String... unbound) {
        boolean bound = identity.hasRole(Role.TEACHER) && Arrays.stream(unbound).noneMatch(identity::hasRole);
        return bound ? identity.<Long>getAttribute(TokenIdentity.TEACHER_ID) : null;
    }

    /**
     * Fails, where the caller is bound to a teacher, unless that one teaches the course: with 404 where there is no such course, else
     * with 403.
     *
     * @param unbound as for {@link #boundTo}
     */
    public static Uni<Void> reaches(SecurityIdentity identity, long course, String... unbound) {
        Long teacher = boundTo(identity, unbound);
        if (teacher == null) {
            return Uni.createFrom().voidItem();
        }
        return Sql.newest(Taught.class, TAUGHT, course, teacher)
                .invoke(found -> {
                    if (found.isEmpty()) {
                        throw new NoSuchCourse(course);
                    }
                    if (!found.get(0).taught()) {
                        throw new ForbiddenException("not a course of the teacher's own");
                    }
                })
                .replaceWithVoid();
    }
}
