package org.studentmanagement.schema.command;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.schema.run.HeldLock;
import org.studentmanagement.schema.run.MigrationLock;
import org.studentmanagement.schema.run.MigrationObserver;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.schema.run.WriteTriggers;
import org.studentmanagement.terminal.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "unlock",
        description = {
            "Clears the lock that a killed process left, and the watch of a killed deployment. An upgrade and the next"
                    + " deployment do so by themselves; other tools of Liquibase do not.",
        })
final class UnlockCommand extends SchemaCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Option(names = "--terminate", description = "End the session of one who is alive; what he is doing is undone.")
    private boolean terminate;

    @Override
    public Integer call() throws SQLException {
        try (Migrator migrator = db.migrator(MigrationObserver.NONE)) {
            Connection connection = migrator.target().connection();
            List<HeldLock> locks = HeldLock.read(connection);
            MigrationLock.Holder holder = MigrationLock.holder(connection).orElse(null);
            if (holder != null && !terminate) {
                throw new Refused(
                        "The lock is not cleared, because its holder is alive: %s. Wait for it, or end it with --terminate."
                                .formatted(holder));
            }
            if (holder != null) {
                terminate(connection, holder);
            }
            if (locks.stream().anyMatch(lock -> lock.lock().equals(HeldLock.ROW))) {
                HeldLock.clearRow(connection);
            }
            return output.print(locks, text(locks, WriteTriggers.removeLeft(migrator)));
        }
    }

    private static String text(List<HeldLock> locks, boolean watched) {
        Stream<String> cleared = Stream.concat(
                locks.stream().map(HeldLock::toString),
                watched ? Stream.of("the watch of a deployment that was killed") : Stream.empty());
        return locks.isEmpty() && !watched
                ? "Nobody holds the migration lock."
                : cleared.map("Cleared %s."::formatted).collect(Collectors.joining("\n"));
    }

    private static void terminate(Connection connection, MigrationLock.Holder holder) throws SQLException {
        Jdbc.execute(connection, "SELECT pg_terminate_backend(%d, %d)".formatted(holder.pid(), PATIENCE.toMillis()));
    }
}
