package org.studentmanagement.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.studentmanagement.student.Holding;

/** What is held in the profile of a student. */
@ApplicationScoped
class HeldProfile {
    @Produces
    Holding profile() {
        return new Holding("profile", ShownProfile.class, ShownProfile.OF_STUDENT);
    }
}
