package org.studentmanagement.material;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import org.studentmanagement.access.Role;
import org.studentmanagement.people.Teaching;
import org.studentmanagement.schoolclass.ClassTeachers;

/** Who may change which materials: a teacher those for the own courses and classes. */
final class MaterialRights {
    private MaterialRights() {}

    /**
     * @param course that the material is for, or null
     * @param schoolClass that it is for, or null
     * @throws ForbiddenException unless the caller may
     */
    static void require(SecurityIdentity identity, Long course, Long schoolClass) {
        if (identity.hasRole(Role.EDITOR)) {
            return;
        }
        if (course == null && schoolClass == null) {
            throw new ForbiddenException("not for a course or a class of the teacher's own");
        }
        if (course != null) {
            Teaching.reaches(identity, course, Role.EDITOR).await().indefinitely();
        }
        if (schoolClass != null) {
            ClassTeachers.reaches(identity, schoolClass, Role.EDITOR).await().indefinitely();
        }
    }
}
