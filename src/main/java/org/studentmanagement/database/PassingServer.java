package org.studentmanagement.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** An empty server in a temporary folder, which is gone when it is closed or its process ends. */
public final class PassingServer implements AutoCloseable {
    private final Closeable server;
    private final Datasource datasource;

    private PassingServer(Closeable server, String url) {
        this.server = server;
        datasource = new Datasource(url, Optional.empty(), Optional.empty());
    }

    /**
     * Starts one.
     *
     * @throws NoDatasourceException if this is no checkout: see {@link DevDatabase#available}
     */
    public static PassingServer start() {
        if (!DevDatabase.AVAILABLE) {
            throw new NoDatasourceException();
        }
        try {
            EmbeddedPostgres server = EmbeddedDatabase.builder().start();
            return new PassingServer(server, server.getJdbcUrl("postgres", "postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL does not start", e);
        }
    }

    public Datasource datasource() {
        return datasource;
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
