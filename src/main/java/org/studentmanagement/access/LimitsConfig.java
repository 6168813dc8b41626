package org.studentmanagement.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalInt;

/** How often a minute, unless said otherwise, something may be tried. Each replica counts for itself. */
@ConfigMapping(prefix = "limits")
interface LimitsConfig {
    /** Wrong secrets and invalid tokens, from one address, whichever clients they name. */
    @WithDefault("20")
    int failures();

    /** Requests for a token, for one client from one address. */
    @WithDefault("60")
    int tokens();

    /** Wrong passwords for one account in a quarter of an hour. */
    @WithDefault("10")
    int passwords();

    /** Wrong passwords from one address, which a whole school may share. */
    @WithDefault("100")
    int signIns();

    /** Requests to the API of one client; as many as come, unless it is set. */
    OptionalInt requests();
}
