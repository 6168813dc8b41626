package org.studentmanagement.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.TestToken;

/** A caller of the API, each time of any of the services. */
record SeatsOverHttp(HttpClient http, List<Integer> ports, Random random) implements SeatsWriter {
    private static final String UNAVAILABLE = "urn:problem-type:database-unavailable";

    private static final int MOST_TIMES = 20;

    @Override
    public Answer carryOut(Step step) throws IOException, InterruptedException {
        String courses = "/api/students/" + step.student() + "/courses";
        String enrollment = courses + "/" + step.course();
        return switch (step.verb()) {
            case ENROLL -> answer(step, send(step, "PUT", enrollment, null), 201, Told.ENROLLED, 200, 404, 409);
            case WAIT -> {
                String body = "{\"course_ids\":[%d],\"waitlist\":true}".formatted(step.course());
                HttpResponse<String> response = send(step, "POST", courses, body);
                boolean added = response.body().contains("\"added\":[" + step.course());
                yield response.statusCode() == 202
                        ? step.told(Told.IS_WAITING)
                        : answer(step, response, 200, added ? Told.ENROLLED : Told.IS_ENROLLED, 422);
            }
            case OVERRIDE -> {
                String body = "{\"reason\":\"drawn\"}";
                yield answer(step, send(step, "PUT", enrollment + "/override", body), 201, Told.ENROLLED, 200, 404);
            }
            case WITHDRAW -> answer(step, send(step, "DELETE", enrollment, null), 204, Told.WITHDRAWN, 404);
            case LEAVE -> {
                String place = "/api/students/%d/waitlist/%d".formatted(step.student(), step.course());
                yield answer(step, send(step, "DELETE", place, null), 204, Told.LEFT_WAITLIST, 404);
            }
            case CAPACITY -> {
                String body = "{\"capacity\":%s}".formatted(step.capacity());
                HttpResponse<String> response = send(step, "PATCH", "/api/courses/" + step.course(), body);
                Answer answer = answer(step, response, 200, Told.CAPACITY_SET, 404, 409);
                yield new Answer(
                        step,
                        answer.told(),
                        Json.of(response.body()).path("version").longValue());
            }
            case DELETE ->
                answer(step, send(step, "DELETE", "/api/courses/" + step.course(), null), 204, Told.DELETED, 404, 409);
        };
    }

    /** @param others statuses that say that nothing was done */
    private static Answer answer(Step step, HttpResponse<String> response, int done, Told told, Integer... others) {
        if (response.statusCode() == done) {
            return step.told(told);
        }
        assertThat(response.statusCode()).as(step + ": " + response.body()).isIn((Object[]) others);
        return step.told(Told.NOTHING);
    }

    /** Again, and known by the same id, where nothing was stored for want of an answer of the database. */
    private HttpResponse<String> send(Step step, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> response = sendOnce(step, method, path, body);
        for (int times = 1; times < MOST_TIMES && response.body().contains(UNAVAILABLE); times++) {
            response = sendOnce(step, method, path, body);
        }
        return response;
    }

    private HttpResponse<String> sendOnce(Step step, String method, String path, String body)
            throws IOException, InterruptedException {
        int port = ports.get(random.nextInt(ports.size()));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + TestToken.withAllRoles())
                .header("X-Request-ID", step.request())
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header(
                    "Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json");
        }
        if (path.startsWith("/api/courses/")) {
            request.header("If-Match", "*");
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
