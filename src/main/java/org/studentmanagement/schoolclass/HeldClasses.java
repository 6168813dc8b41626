package org.studentmanagement.schoolclass;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.studentmanagement.student.Holding;

/** What is held about the classes of a student. */
@ApplicationScoped
class HeldClasses {
    @Produces
    Holding classes() {
        return new Holding("classes", Membership.class, Membership.OF_STUDENT);
    }
}
