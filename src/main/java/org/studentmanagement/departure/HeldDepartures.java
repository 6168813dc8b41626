package org.studentmanagement.departure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.studentmanagement.student.Holding;

/** What is held about a student who wants to leave. */
@ApplicationScoped
class HeldDepartures {
    @Produces
    Holding departures() {
        return new Holding("departures", DepartureResponse.class, DepartureResponse.OF_STUDENT);
    }
}
