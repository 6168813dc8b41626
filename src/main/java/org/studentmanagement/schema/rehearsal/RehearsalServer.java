package org.studentmanagement.schema.rehearsal;

import java.util.Optional;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.database.DevDatabase;
import org.studentmanagement.database.PassingServer;
import org.studentmanagement.terminal.Refused;

/** The server on which copies are made: that of the database, another one, or one that runs for the purpose alone. */
public record RehearsalServer(Datasource datasource, Optional<PassingServer> own) implements AutoCloseable {
    /** @param url of a database on another server; null if none was named */
    public static RehearsalServer of(Datasource source, String url, boolean embedded) {
        if (url != null && embedded) {
            throw Refused.usage("--on and --embedded exclude each other: name one server.");
        }
        if (embedded) {
            if (!DevDatabase.available()) {
                throw Refused.usage("--embedded works in a checkout alone: name a server by --on instead.");
            }
            PassingServer own = PassingServer.start();
            return new RehearsalServer(own.datasource(), Optional.of(own));
        }
        if (url != null && !url.startsWith("jdbc:postgresql:")) {
            throw Refused.usage("--on takes a JDBC URL, as in jdbc:postgresql://localhost:5432/postgres?user=office.");
        }
        return new RehearsalServer(
                url == null ? source : new Datasource(url, Optional.empty(), Optional.empty()), Optional.empty());
    }

    @Override
    public void close() {
        own.ifPresent(PassingServer::close);
    }
}
