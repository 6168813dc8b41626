package org.studentmanagement.api;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What tells the time to rules, of which a test may want another. */
class ClockOfTheService {
    @Produces
    @Singleton
    Clock utc() {
        return Clock.systemUTC();
    }
}
