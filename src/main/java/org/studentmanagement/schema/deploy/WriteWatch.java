package org.studentmanagement.schema.deploy;

import java.sql.SQLException;
import org.studentmanagement.schema.run.Migrator;
import org.studentmanagement.schema.run.WriteTriggers;
import org.studentmanagement.terminal.Refused;

/** What a deployment does about the writes of others, from before its backup to its end. */
final class WriteWatch {
    private final Migrator migrator;
    private boolean begun;

    WriteWatch(Migrator migrator) {
        this.migrator = migrator;
    }

    boolean begun() {
        return begun;
    }

    String begin(WriteTriggers.Kind kind, String done) throws SQLException {
        begun = true;
        return done.formatted(WriteTriggers.begin(migrator, kind));
    }

    boolean removeLeft() throws SQLException {
        boolean left = WriteTriggers.left(migrator.target().connection());
        if (left) {
            WriteTriggers.remove(migrator);
        }
        return left;
    }

    /** Whoever could not take the watch off leaves it behind without effect. */
    String release() throws SQLException {
        if (migrator.target().connection().isClosed()) {
            return "with the session";
        }
        WriteTriggers.end(migrator.target().connection());
        try {
            WriteTriggers.remove(migrator);
            return "writes are as at all times";
        } catch (Refused busy) {
            return "writes are as at all times; `db unlock` removes the triggers, which now do nothing: "
                    + busy.getMessage();
        }
    }
}
