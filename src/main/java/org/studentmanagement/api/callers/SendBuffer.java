package org.studentmanagement.api.callers;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/** Else the system keeps megabytes for each caller who does not read, where {@link Connections} can neither see nor bound them. */
@Singleton
class SendBuffer implements HttpServerOptionsCustomizer {
    private static final int BYTES = 32 * 1024;

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setSendBufferSize(BYTES);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        options.setSendBufferSize(BYTES);
    }
}
