package org.studentmanagement.transfer;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.database.Datasource;

/**
 * Files that callers read while PostgreSQL writes them, each over a connection of its own: those who are served meanwhile have the
 * pools for themselves. A file that is not complete ends with the connection to the caller, never like a complete one.
 */
@ApplicationScoped
public class Exports {
    /** RFC 4180. */
    public static final String CSV = "text/csv;charset=utf-8;header=present";

    private static final Logger LOG = Logger.getLogger(Exports.class);

    private final ExportsConfig config;
    private final Map<String, String> properties;
    private final Semaphore places;

    Exports(
            ExportsConfig config,
            @ConfigProperty(name = "quarkus.datasource.jdbc.additional-jdbc-properties")
                    Map<String, String> properties) {
        this.config = config;
        this.properties = properties;
        places = new Semaphore(config.files());
    }

    /**
     * Answers with a file, for which a thread waits until its first part is there: what fails before is a refusal like any other.
     *
     * @param name that the caller saves it under
     * @param queries for its rows, one after the other, as of one moment; the first names the columns
     * @param actor who reads it
     * @throws TooMany if as many are read as may be
     */
    public RestMulti<byte[]> answer(String name, List<String> queries, String actor, RoutingContext routing)
            throws SQLException {
        RestMulti<byte[]> file = answer(name, connection -> CsvRows.of(queries), actor, routing);
        // Quarkus leaves as it is what is not there as a whole
        routing.response().headers().remove(HttpHeaders.CONTENT_ENCODING);
        return file;
    }

    /** The same with an archive, as {@link Archive#files} knows {@code since}. */
    public RestMulti<byte[]> answer(Archive archive, Instant since, String actor, RoutingContext routing)
            throws SQLException {
        return answer(
                archive.name() + ".zip",
                connection -> {
                    List<Archive.File> files = archive.files(connection, since);
                    return (reading, out) -> new ZippedRows(archive, since, files, reading, out);
                },
                actor,
                routing);
    }

    private RestMulti<byte[]> answer(String name, Prepared prepared, String actor, RoutingContext routing)
            throws SQLException {
        Multi<byte[]> parts = routing.request().method() == HttpMethod.HEAD
                ? Multi.createFrom().empty()
                : parts(name, prepared, actor, routing);
        return RestMulti.fromMultiData(parts)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(name))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private Multi<byte[]> parts(String name, Prepared prepared, String actor, RoutingContext routing)
            throws SQLException {
        Download download = begin(prepared);
        Runnable breakOff = () -> Infrastructure.getDefaultWorkerPool().execute(download::breakOff);
        // of a caller who leaves before anything is sent: what is never begun is not cancelled
        routing.addEndHandler(ended -> breakOff.run());
        byte[] first = next(download);
        LOG.infof("%s is read by %s", name, actor);
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(first), rest(download))
                .onCancellation()
                .invoke(breakOff)
                .onFailure()
                .invoke(failure -> LOG.warnf("%s broke off after %d bytes: %s", name, download.bytes(), failure))
                .onCompletion()
                .invoke(() -> LOG.infof("%s was read by %s, %d bytes", name, actor, download.bytes()));
    }

    /** A part at a time, when the one before is with the caller. */
    private static Multi<byte[]> rest(Download download) {
        return Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom()
                        .item(Unchecked.supplier(() -> next(download)))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .whilst(part -> part.length > 0)
                .select()
                .where(part -> part.length > 0);
    }

    private static byte[] next(Download download) throws SQLException {
        try {
            byte[] part = download.next();
            if (part.length == 0) {
                download.complete();
            }
            return part;
        } catch (SQLException | RuntimeException failed) {
            download.breakOff();
            throw failed;
        }
    }

    /** Takes a place, which is given back when the connection is closed. */
    private Download begin(Prepared prepared) throws SQLException {
        if (!places.tryAcquire()) {
            throw new TooMany();
        }
        try {
            return download(prepared);
        } catch (SQLException | RuntimeException failed) {
            places.release();
            throw failed;
        }
    }

    private Download download(Prepared prepared) throws SQLException {
        Connection connection = Datasource.configured().connect("export", properties);
        try {
            // the limit of those who serve is for answers that come at once
            connection.setNetworkTimeout(Runnable::run, (int) config.time().toMillis());
            RowWriter.Form form = prepared.form(connection);
            Exporter.begin(connection, config.time());
            return new Download(connection, form, config.time(), places::release);
        } catch (SQLException | RuntimeException failed) {
            connection.close();
            throw failed;
        }
    }

    /** What is to be known before the transaction begins in which rows are read. */
    private interface Prepared {
        RowWriter.Form form(Connection connection) throws SQLException;
    }

    /** 503: as many files are read as may be. */
    static class TooMany extends ProblemException {
        private static final long serialVersionUID = 1L;

        /** Files take longer than other answers. */
        private static final int LONGER = 10;

        @Example(path = "/api/exports/students.csv")
        TooMany() {
            super(StatusCode.SERVICE_UNAVAILABLE, "too-many-exports", "Too many files are read at once", COME_AGAIN);
        }

        @Override
        public long retryAfter() {
            return LONGER * super.retryAfter();
        }
    }
}
