package org.studentmanagement.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "unlock",
        description = {
            "Clears the lock that a killed process left. An upgrade does so by itself; other tools of Liquibase do not.",
        })
final class UnlockCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @ParentCommand
    private DbCommand db;

    @Mixin
    private Output output;

    @Option(names = "--terminate", description = "End the session of one who is alive; what he is doing is undone.")
    private boolean terminate;

    @Override
    public Integer call() throws SQLException {
        try (Migrations migrations = db.open(MigrationObserver.NONE)) {
            Connection connection = migrations.connection();
            List<HeldLock> locks = HeldLock.read(connection);
            MigrationLock.Holder holder = MigrationLock.holder(connection).orElse(null);
            if (holder != null && !terminate) {
                throw new MigrationRefused(
                        "The lock is not cleared, because its holder is alive: %s. Wait for it, or end it with --terminate."
                                .formatted(holder));
            }
            if (holder != null) {
                terminate(connection, holder);
            }
            if (locks.stream().anyMatch(lock -> lock.lock().equals(HeldLock.ROW))) {
                HeldLock.clearRow(connection);
            }
            output.print(
                    locks,
                    locks.isEmpty()
                            ? "Nobody holds the migration lock."
                            : locks.stream()
                                    .map(lock -> "Cleared " + lock + ".")
                                    .collect(Collectors.joining("\n")));
            return ExitCode.DONE;
        }
    }

    private static void terminate(Connection connection, MigrationLock.Holder holder) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(%d, %d)".formatted(holder.pid(), PATIENCE.toMillis()));
        }
    }
}
