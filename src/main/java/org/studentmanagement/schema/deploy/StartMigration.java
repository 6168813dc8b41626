package org.studentmanagement.schema.deploy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.studentmanagement.database.DatabaseFault;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.lint.ChangesetPreflight;
import org.studentmanagement.schema.lint.DataLoss;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.schema.run.Direction;
import org.studentmanagement.schema.run.MigrationConfig;
import org.studentmanagement.schema.run.MigrationObserver;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.schema.run.TargetDatabase;
import org.studentmanagement.terminal.Refused;

/**
 * Upgrades the schema when the service starts, where {@code migration.at-start} says so, before anything else reads a table.
 * Any number of replicas may do so at once.
 *
 * <p>If that fails, the service does not start: what has just been deployed cannot serve, and whatever restarts it, with a
 * growing pause, is a better judge of when to try again than it is itself. Nor does it take away what is stored: that is for
 * somebody to decide who has been told.
 */
@Singleton
public class StartMigration implements MigrationObserver {
    private static final Logger LOG = Logger.getLogger(StartMigration.class);

    private final MigrationConfig config;

    StartMigration(MigrationConfig config) {
        this.config = config;
    }

    void migrate(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started) {
        if (!config.atStart()) {
            return;
        }
        // A connection of its own: those of the pool give up on a statement that takes longer than a request may.
        try (Migrator migrator =
                new Migrator(Datasource.configured(), Changelog.PATH, new ChangesetPreflight(this), this)) {
            upgradeLosingNothing(migrator);
        } catch (Refused e) {
            throw stop(e.getMessage());
        } catch (SQLException e) {
            throw stop(DatabaseFault.explain(e));
        }
    }

    /**
     * Runs all that is pending, for one who can ask nobody.
     *
     * @throws Refused if it takes away what is stored
     */
    public static void upgradeLosingNothing(Migrator migrator) throws SQLException {
        TargetDatabase target = migrator.target();
        String lost = DataLoss.words(ChangesetPreflight.losses(target, target.plan(Revisions.HEAD), Direction.UP));
        if (!lost.isEmpty()) {
            throw new Refused(
                    "What is lost does not come back: %s. To lose it all the same, run db upgrade --yes, and start again."
                            .formatted(lost));
        }
        migrator.upgrade(Revisions.HEAD);
    }

    @Override
    public void ended(Revision revision, Direction direction, Duration duration, long rows) {
        LOG.infof("Migrated %s %s in %d ms, %d rows.", direction, revision.slug(), duration.toMillis(), rows);
    }

    @Override
    public void note(String sentence) {
        LOG.info(sentence);
    }

    /** The one exception of which Quarkus prints the message alone, without a stack trace, before it exits with 1. */
    private static ConfigurationException stop(String sentence) {
        return new ConfigurationException("The schema cannot be migrated. " + sentence);
    }
}
