package org.studentmanagement.schema.command;

import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.studentmanagement.schema.run.HeldLock;
import org.studentmanagement.schema.run.TargetDatabase;
import org.studentmanagement.terminal.Table;
import picocli.CommandLine.Command;

@Command(name = "locks", description = "Shows who holds the migration lock, since when, and whether he is alive.")
final class LocksCommand extends SchemaCommand {
    @Override
    public Integer call() throws SQLException {
        try (TargetDatabase target = db.target()) {
            List<HeldLock> locks = HeldLock.read(target.connection());
            return output.print(locks, locks.isEmpty() ? "Nobody holds the migration lock." : table(locks));
        }
    }

    private static Table table(List<HeldLock> locks) {
        Table table = new Table("lock", "holder", "since", "state");
        locks.forEach(lock -> table.row(
                lock.lock(),
                lock.holder(),
                lock.since().truncatedTo(ChronoUnit.SECONDS),
                lock.alive() ? "alive" : "dead"));
        return table;
    }
}
