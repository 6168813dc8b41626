package org.studentmanagement.schema.author;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.studentmanagement.database.DatabaseFault;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.author.Autogeneration.Result;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Refused;

/**
 * In dev mode, tells after each reload in what the entities are ahead of the database, which has just been migrated, and has a
 * page that writes the revision, which the next reload then runs. It is not in a package, answers to this machine alone, and
 * writes for no other page.
 */
@Singleton
@IfBuildProfile("dev")
class DevSchema {
    static final String PATH = "/dev/schema";

    private static final Logger LOG = Logger.getLogger(DevSchema.class);

    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Schema</title></head>
            <body><h1>%s</h1>
            %s
            </body></html>
            """;

    private static final String FORM = """
            <form method="post"><label>Why does the schema change?
            <input name="message" required maxlength="100" size="60" autofocus></label>
            <button>Write the revision</button></form>""";

    private final Supplier<Datasource> datasource;
    private final Path root;
    private final int port;

    @Inject
    DevSchema(@ConfigProperty(name = "quarkus.http.port") int port) {
        this(() -> Datasource.configured().forMigrations(), Path.of(""), port);
    }

    DevSchema(Supplier<Datasource> datasource, Path root, int port) {
        this.datasource = datasource;
        this.root = root;
        this.port = port;
    }

    /** Beside the start, which it would make longer by a second. */
    void look(@Observes StartupEvent started) {
        Thread looking = new Thread(this::tell, "schema");
        looking.setDaemon(true);
        looking.start();
    }

    void serve(@Observes Router router) {
        router.get(PATH).blockingHandler(context -> answer(context, () -> show(context)));
        router.post(PATH).blockingHandler(context -> answer(context, () -> write(context)));
    }

    /** In what they are ahead; what the database has beyond them may be anybody's. One at a time, since it hushes Hibernate. */
    synchronized List<String> ahead() throws SQLException {
        MappedSchema wanted = ScratchSchemas.ofEntities(datasource.get(), Entities.ofThisBuild());
        try (Connection connection = datasource.get().connect("student-management, schema")) {
            return MappingComparison.between(MappedSchema.read(connection), wanted).stream()
                    .filter(difference -> difference.kind() != MappingDifference.Kind.UNEXPECTED)
                    .map(MappingDifference::sentence)
                    .toList();
        }
    }

    private void tell() {
        try {
            List<String> ahead = ahead();
            if (!ahead.isEmpty()) {
                LOG.warnf(
                        "The entities are ahead of the changelog. %s Requests that need it fail until then: write the"
                                + " revision on http://localhost:%d%s.",
                        String.join(" ", ahead), port, PATH);
            }
        } catch (Refused | SQLException e) {
            LOG.debug("The entities cannot be compared", e);
        }
    }

    private interface Work {
        void run() throws SQLException, IOException;
    }

    private void answer(RoutingContext context, Work work) {
        if (!ofThisMachine(context)) {
            end(
                    context,
                    403,
                    "Refused",
                    List.of("This page is for a browser on this machine, and for no other page."),
                    "");
            return;
        }
        try {
            work.run();
        } catch (Refused e) {
            int status = e.exitCode() == ExitCode.USAGE ? 400 : 409;
            end(context, status, "Nothing was written", List.of(e.getMessage()), "");
        } catch (SQLException e) {
            end(context, 503, "Nothing was written", List.of(DatabaseFault.explain(e)), "");
        } catch (IOException e) {
            context.fail(e);
        }
    }

    private void show(RoutingContext context) throws SQLException {
        List<String> ahead = ahead();
        String title = ahead.isEmpty()
                ? "The database has all that the entities need"
                : "The entities are ahead of the changelog";
        end(context, 200, title, ahead, ahead.isEmpty() ? "" : FORM);
    }

    private void write(RoutingContext context) throws SQLException, IOException {
        // the body has been collected, as that of any request
        String form = Objects.requireNonNullElse(context.body().asString(), "");
        List<String> messages = new QueryStringDecoder(form, false).parameters().getOrDefault("message", List.of(""));
        Result result = new Autogeneration(
                        datasource.get(), Checkout.in(root), Entities.ofThisBuild(), Clock.systemDefaultZone())
                .run(new Message(messages.get(0)), List.of(), false);
        result.files().forEach(file -> LOG.infof("Wrote %s.", file));
        result.withheld().forEach(sentence -> LOG.infof("%s Left, without --allow-drop.", sentence));
        // To look again is the request with which the files are found and run.
        context.response().putHeader(HttpHeaders.LOCATION, PATH);
        end(
                context,
                303,
                "Written",
                Stream.concat(result.files().stream(), result.withheld().stream())
                        .toList(),
                "");
    }

    private static boolean ofThisMachine(RoutingContext context) {
        String host = context.request().getHeader(HttpHeaders.HOST);
        String origin = context.request().getHeader(HttpHeaders.ORIGIN);
        return host != null
                && host.matches("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?")
                && context.request().remoteAddress().host().matches("127\\..*|::1|0:0:0:0:0:0:0:1")
                && (origin == null || origin.equals("http://" + host));
    }

    private static void end(RoutingContext context, int status, String title, List<String> sentences, String form) {
        String paragraphs = sentences.stream()
                .map(sentence ->
                        "<p>%s</p>\n".formatted(sentence.replace("&", "&amp;").replace("<", "&lt;")))
                .collect(Collectors.joining());
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html;charset=utf-8")
                .end(PAGE.formatted(title, paragraphs + form));
    }
}
