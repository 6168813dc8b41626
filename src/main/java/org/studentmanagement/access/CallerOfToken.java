package org.studentmanagement.access;

import io.quarkus.arc.Unremovable;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.studentmanagement.api.Caller;

/** In the history, too, a caller is the subject of the token. */
@Singleton
@Unremovable
class CallerOfToken implements Caller {
    @Inject
    SecurityIdentity identity;

    @Override
    public String name() {
        return Actor.of(identity);
    }
}
