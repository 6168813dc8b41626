package org.studentmanagement.schema.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.studentmanagement.terminal.CommandSettings;
import org.studentmanagement.terminal.Refused;

/** How patient a migration is, and how much it asks of those that it makes wait. */
@ConfigMapping(prefix = "migration")
public interface MigrationConfig {
    /**
     * How long a change may wait for its lock, in whole milliseconds. Whoever comes after it waits as long, so this is
     * shorter than the time after which the service gives up on the database.
     */
    @WithDefault("2s")
    Duration lockTimeout();

    /** How often a change that does not get its lock is tried. */
    @WithDefault("5")
    int lockAttempts();

    /** How long to pause before the second attempt. It doubles from each one to the next. */
    @WithDefault("500ms")
    Duration lockBackoff();

    /** Whether the service upgrades the schema to its head before it serves. */
    @WithDefault("false")
    boolean atStart();

    /** The folder of pg_dump and pg_restore, where they are not on the PATH or those are too old for the server. */
    Optional<Path> postgresqlBin();

    /** The file to which each rehearsal writes its page, and from which the service shows the last one to administrators. */
    Optional<Path> rehearsalPage();

    Drift drift();

    /** What of a drift is looked for, and when. */
    interface Drift {
        /** How long the service pauses between two looks. It looks for none unless this is set. */
        Optional<Duration> every();

        /** Tables and views of other systems in the same schema, which no changeset makes and nobody should miss. */
        @WithDefault("alembic_version")
        Set<String> ignore();
    }

    /**
     * Reads the settings in a command as well, where Quarkus does not run and nothing has mapped them.
     *
     * @throws Refused if one is misspelt or of no use
     */
    static MigrationConfig configured() {
        return CommandSettings.of(MigrationConfig.class);
    }
}
