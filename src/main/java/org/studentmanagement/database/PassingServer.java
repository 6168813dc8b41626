package org.studentmanagement.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** An empty server in a temporary folder, which is gone when it is closed or its process ends. */
public final class PassingServer implements AutoCloseable {
    private final EmbeddedPostgres server;

    private PassingServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts one, which is possible in a checkout alone: see {@link DevDatabase#available}. */
    public static PassingServer start() {
        try {
            return new PassingServer(EmbeddedDatabase.builder().start());
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL does not start", e);
        }
    }

    public Datasource datasource() {
        return new Datasource(server.getJdbcUrl("postgres", "postgres"), Optional.empty(), Optional.empty());
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL does not stop", e);
        }
    }
}
