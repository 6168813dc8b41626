package org.studentmanagement.schema.author;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.command.DbBench;
import org.studentmanagement.schema.record.Changelog;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;

/** The page of dev mode, for a checkout whose changelog knows the tables of students and courses, and not that of clients. */
@TestInstance(Lifecycle.PER_CLASS)
@BesideTheService
class DevSchemaTest {
    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    @TempDir
    private static Path checkout;

    @BeforeAll
    void serve() throws Exception {
        Path own = Path.of("src/main/resources");
        Path resources = checkout.resolve(own);
        StringBuilder changelog = new StringBuilder("databaseChangeLog:\n");
        for (String file : Changelog.files()) {
            Path copy = resources.resolve(file);
            Files.createDirectories(copy.getParent());
            if (!file.contains("clients")) {
                Files.copy(own.resolve(file), copy);
                changelog.append("  - include: {file: ").append(file).append("}\n");
            }
        }
        Files.writeString(resources.resolve(Changelog.PATH), changelog);
        String database = PostgresServer.scratch();
        DbBench db = new DbBench(database);
        assertThat(db.run("upgrade", "remarks").exitCode()).isZero();
        PostgresServer.execute(database, "CREATE TABLE somebodys (id integer)");
        Datasource datasource = new Datasource(PostgresServer.url(database), Optional.empty(), Optional.empty());

        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false));
        new DevSchema(() -> datasource, checkout, 0).serve(router);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterAll
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void thePageTellsWhatTheEntitiesHaveAndTheDatabaseHasNotAndWritesTheRevision() throws Exception {
        page().get(DevSchema.PATH)
                .then()
                .statusCode(200)
                .body(containsString("The changelog has no table clients."), not(containsString("somebodys")));

        page().redirects()
                .follow(false)
                .formParam("message", "Programs are clients")
                .post(DevSchema.PATH)
                .then()
                .statusCode(303)
                .header("Location", is(DevSchema.PATH))
                .body(containsString("_clients.yaml"));

        List<String> files = Checkout.in(checkout).files();
        assertThat(files).last().asString().contains("clients");
        assertThat(Files.readString(checkout.resolve("src/main/resources").resolve(files.get(files.size() - 1))))
                .startsWith("# Programs are clients.");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://elsewhere.example, 403",
        "Origin, null, 403",
        "Host, elsewhere.example, 403",
        "X-Message, blank, 400"
    })
    void itIsForAPersonOnThisMachineWhoSaysWhy(String header, String value, int status) {
        page().header(header, value)
                .formParam("message", " ")
                .post(DevSchema.PATH)
                .then()
                .statusCode(status)
                .body(not(containsString("_clients.yaml")));
    }

    private RequestSpecification page() {
        return given().port(server.actualPort());
    }
}
