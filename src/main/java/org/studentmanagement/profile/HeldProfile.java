package org.studentmanagement.profile;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.studentmanagement.student.Holding;

/** What is held in the profile of a student. */
@ApplicationScoped
class HeldProfile {
    /**
     * @param url from where the picture is read
     * @param size in bytes
     */
    @RegisterForReflection
    record Picture(String url, long size, String sha256) {}

    @Produces
    Holding picture() {
        return new Holding("picture", Picture.class, """
                SELECT format('/api/students/%s/picture', student_id) AS url, size, sha256
                FROM (SELECT student_id, size, sha256 FROM student_pictures
                  UNION ALL SELECT student_id, length(content), encode(sha256(content), 'hex') FROM profile_pictures) AS all_pictures
                WHERE student_id = $1""");
    }

    @Produces
    Holding profile() {
        return new Holding("profile", ShownProfile.class, ShownProfile.OF_STUDENT);
    }
}
