package org.studentmanagement.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.BesideTheService;

@BesideTheService
class PagesTest {
    @Test
    void aSchoolThatSwitchesThePagesOffServesNoneOfThemAndAllElse() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            Router router = Router.router(vertx);
            Pages pages = new Pages();
            pages.config = () -> false;
            pages.register(router);
            router.route()
                    .method(HttpMethod.GET)
                    .handler(context -> context.response().end());
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(0)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);

            assertThat(status(server, "/")).isEqualTo(404);
            assertThat(status(server, "/index.html")).isEqualTo(404);
            assertThat(status(server, "/static/bundle/app.js")).isEqualTo(404);
            assertThat(status(server, "/api/students")).isEqualTo(200);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    private static int status(HttpServer server, String path) throws Exception {
        URI uri = URI.create("http://localhost:" + server.actualPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
