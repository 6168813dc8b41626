package org.studentmanagement.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.TestToken;

/**
 * A caller who stores students and has them take a course, and sends again what was not answered, or by "come again", with its key. Where
 * he is told that nothing was stored, he may as well leave it at that.
 */
final class Writer {
    private static final String DID_NOTHING = "urn:problem-type:database-unavailable";

    private static final Set<String> COME_AGAIN =
            Set.of(DID_NOTHING, "urn:problem-type:outcome-unknown", "urn:problem-type:idempotency-key-in-use");

    private static final long PAUSE_MS = 50;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final long course;
    private final Random random;
    private final Ledger ledger;
    private final Silence acknowledgements;
    private final Queue<String> odd;

    /** @param odd takes the answers that nobody should get */
    Writer(int port, long course, Random random, Ledger ledger, Silence acknowledgements, Queue<String> odd) {
        this.port = port;
        this.course = course;
        this.random = random;
        this.ledger = ledger;
        this.acknowledgements = acknowledgements;
        this.odd = odd;
    }

    /** A student, who takes the course, and most leave it again; each is acknowledged before the next is asked for. */
    void write() throws InterruptedException {
        String number = Fixtures.unique();
        Optional<JsonNode> student = send(
                "POST",
                "/api/students",
                number,
                "{\"number\": \"%1$s\", \"name\": \"Ada\", \"email\": \"%1$s@students.example\"}".formatted(number),
                201,
                random.nextBoolean());
        if (student.isEmpty()) {
            ledger.refused(number);
            return;
        }
        ledger.stored(number);
        String courses =
                "/api/students/%d/courses".formatted(student.get().path("id").longValue());
        send("POST", courses, number + " in", "{\"course_ids\": [%d]}".formatted(course), 200, false);
        ledger.enrolled(number);
        if (random.nextInt(3) > 0) {
            send("DELETE", courses + "/" + course, null, null, 204, false);
            ledger.withdrawn(number);
        }
    }

    /** @return what it was acknowledged with, or nothing where it is left at that nothing was stored */
    private Optional<JsonNode> send(
            String method, String path, String key, String body, int status, boolean leavesItAtNothing)
            throws InterruptedException {
        boolean unclear = false;
        while (true) {
            try {
                HttpResponse<String> answer = http.send(request(method, path, key, body), BodyHandlers.ofString());
                if (answer.statusCode() == status || unclear && method.equals("DELETE") && answer.statusCode() == 404) {
                    acknowledgements.heard();
                    return Optional.of(answer.body().isEmpty() ? Json.of("{}") : Json.of(answer.body()));
                }
                String type = Json.of(answer.body()).path("type").asText();
                boolean comeAgain = answer.statusCode() == 409
                        || answer.headers().firstValue("Retry-After").isPresent();
                if (!COME_AGAIN.contains(type) || !comeAgain) {
                    odd.add("%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
                }
                unclear |= !type.equals(DID_NOTHING);
            } catch (IOException unanswered) {
                odd.add("%s %s: %s".formatted(method, path, unanswered));
                unclear = true;
            }
            if (leavesItAtNothing && !unclear) {
                return Optional.empty();
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
    }

    private HttpRequest request(String method, String path, String key, String body) {
        BodyPublisher sent = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + TestToken.withAllRoles())
                .header("Content-Type", "application/json")
                .method(method, sent);
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return request.build();
    }
}
