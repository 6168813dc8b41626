package org.studentmanagement.profile;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.studentmanagement.student.Holding;

/** What is held in the profile of a student. */
@ApplicationScoped
class HeldProfile {
    /** @param content in base 64 */
    @RegisterForReflection
    record Picture(String content) {}

    @Produces
    Holding picture() {
        return new Holding(
                "picture",
                Picture.class,
                "SELECT encode(content, 'base64') AS content FROM profile_pictures WHERE student_id = $1");
    }

    @Produces
    Holding profile() {
        return new Holding("profile", ShownProfile.class, ShownProfile.OF_STUDENT);
    }
}
