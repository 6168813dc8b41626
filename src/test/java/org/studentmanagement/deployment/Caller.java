package org.studentmanagement.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.util.EntityUtils;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.TestToken;

/**
 * A client of the API with students of its own, who knows what has been acknowledged to it and expects just that to be
 * stored. It never sends anything twice.
 */
final class Caller {
    /** A student as acknowledged. */
    static final class Known {
        final String number;
        String name;
        String etag = "\"0\"";
        final Set<Long> courses = new TreeSet<>();

        Known(String number, String name) {
            this.number = number;
            this.name = name;
        }
    }

    private record Answer(int status, JsonNode body, String etag) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = TestToken.withRoles("reader", "registrar", "editor");

    private final CloseableHttpClient http;
    private final IntSupplier replicas;
    private final boolean keepsItsReplica;
    private final List<Long> courses;
    private final Random random;
    private final Map<Long, Known> students = new HashMap<>();
    private final List<Long> ids = new ArrayList<>();
    private int replica = -1;

    /**
     * @param replicas gives the port of a replica that is ready
     * @param keepsItsReplica whether it goes where its connection leads, for as long as that lasts, as behind a Service;
     *     else to another replica each time, as behind a proxy
     */
    Caller(CloseableHttpClient http, IntSupplier replicas, boolean keepsItsReplica, List<Long> courses, Random random) {
        this.http = http;
        this.replicas = replicas;
        this.keepsItsReplica = keepsItsReplica;
        this.courses = courses;
        this.random = random;
    }

    Map<Long, Known> students() {
        return students;
    }

    /** One request; whether it was one that writes. */
    boolean call() throws IOException {
        if (ids.isEmpty() || random.nextInt(10) == 0) {
            create();
            return true;
        }
        long id = ids.get(random.nextInt(ids.size()));
        Known student = students.get(id);
        switch (random.nextInt(6)) {
            case 0 -> rename(id, student);
            case 1 -> enroll(id, student);
            case 2 -> withdraw(id, student);
            default -> {
                read(id, student);
                return false;
            }
        }
        return true;
    }

    private void create() throws IOException {
        Known student = new Known(Fixtures.unique(), "Ada " + random.nextInt(1000));
        Answer answer = send(
                "POST",
                "/api/students",
                Map.of("number", student.number, "name", student.name, "email", student.number + "@students.example"),
                null,
                201);
        long id = answer.body.get("id").asLong();
        students.put(id, student);
        ids.add(id);
    }

    private void rename(long id, Known student) throws IOException {
        String name = "Grace " + random.nextInt(1_000_000);
        Answer answer = send("PATCH", "/api/students/" + id, Map.of("name", name), student.etag, 200);
        student.name = name;
        student.etag = answer.etag;
    }

    private void enroll(long id, Known student) throws IOException {
        Set<Long> wanted = new TreeSet<>(List.of(course(), course()));
        Answer answer = send("POST", "/api/students/%d/courses".formatted(id), Map.of("course_ids", wanted), null, 200);
        Set<Long> added = new HashSet<>(wanted);
        added.removeAll(student.courses);
        expect(added, ids(answer.body.get("added")), "added");
        student.courses.addAll(wanted);
    }

    private void withdraw(long id, Known student) throws IOException {
        if (student.courses.isEmpty()) {
            enroll(id, student);
            return;
        }
        long course = student.courses.iterator().next();
        send("DELETE", "/api/students/%d/courses/%d".formatted(id, course), null, null, 204);
        student.courses.remove(course);
    }

    private void read(long id, Known student) throws IOException {
        Answer answer = send("GET", "/api/students/%d/courses".formatted(id), null, null, 200);
        Set<Long> found = new HashSet<>();
        answer.body.get("items").forEach(course -> found.add(course.get("id").asLong()));
        expect(student.courses, found, "courses");
    }

    private long course() {
        return courses.get(random.nextInt(courses.size()));
    }

    private static Set<Long> ids(JsonNode array) {
        Set<Long> found = new HashSet<>();
        array.forEach(id -> found.add(id.asLong()));
        return found;
    }

    private static void expect(Set<Long> acknowledged, Set<Long> found, String what) throws IOException {
        if (!acknowledged.equals(found)) {
            throw new IOException("%s are %s and should be %s".formatted(what, found, acknowledged));
        }
    }

    private Answer send(String method, String path, Object body, String etag, int status) throws IOException {
        if (replica < 0 || !keepsItsReplica) {
            replica = replicas.getAsInt();
        }
        RequestBuilder request = RequestBuilder.create(method)
                .setUri("http://localhost:" + replica + path)
                .setHeader("Authorization", "Bearer " + TOKEN);
        if (body != null) {
            request.setEntity(new StringEntity(
                    JSON.writeValueAsString(body),
                    ContentType.create(method.equals("PATCH") ? "application/merge-patch+json" : "application/json")));
        }
        if (etag != null) {
            request.setHeader("If-Match", etag);
        }
        try (var response = http.execute(request.build())) {
            if (response.getFirstHeader("Connection") != null) {
                replica = -1;
            }
            return answer(response, status, method + " " + path);
        } catch (IOException e) {
            throw new IOException("%s %s: %s".formatted(method, path, e), e);
        }
    }

    private static Answer answer(HttpResponse response, int status, String request) throws IOException {
        String body = response.getEntity() == null ? "" : EntityUtils.toString(response.getEntity());
        int found = response.getStatusLine().getStatusCode();
        if (found != status) {
            throw new IOException("%s: %d %s".formatted(request, found, body));
        }
        var etag = response.getFirstHeader("ETag");
        return new Answer(found, JSON.readTree(body), etag == null ? null : etag.getValue());
    }
}
