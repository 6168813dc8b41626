package org.studentmanagement.enrollment;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.studentmanagement.testsupport.Json;

/** Another system that keeps up with the history, and looks at what is about some students. */
final class FeedReader {
    private static final String FEED = "/api/enrollment-events";

    /** How far somebody has read: who begins now need not read again what all tests before have stored. */
    private static String readByNow;

    private final Set<Long> students;
    private String cursor;

    /** @param students about whom; null for all */
    private FeedReader(Set<Long> students, String cursor) {
        this.students = students;
        this.cursor = cursor;
    }

    /** One who reads from the beginning. */
    static FeedReader ofAll(Set<Long> students) {
        return new FeedReader(students, null);
    }

    /** One who has read all that there is by now. */
    static FeedReader fromNow(Set<Long> students) {
        FeedReader reader = from(Set.of(), readByNow);
        reader.readAll(500);
        readByNow = reader.cursor;
        return from(students, readByNow);
    }

    /** One who goes on from there. */
    static FeedReader from(Set<Long> students, String cursor) {
        return new FeedReader(students, cursor);
    }

    FeedReader copy() {
        return new FeedReader(students, cursor);
    }

    String cursor() {
        return cursor;
    }

    /** What is new, in so many requests as it takes. */
    List<JsonNode> readAll(int limit) {
        List<JsonNode> found = new ArrayList<>();
        while (readInto(found, limit)) {
            // on to the next
        }
        return found;
    }

    /** One request; false where nothing was new. */
    boolean readInto(List<JsonNode> found, int limit) {
        var request = given().queryParam("limit", limit);
        Response response = (cursor == null ? request : request.queryParam("after", cursor)).get(FEED);
        response.then().statusCode(200);
        JsonNode body = Json.of(response);
        cursor = body.path("next").textValue().replaceFirst(".*after=([^&]*).*", "$1");
        for (JsonNode item : body.path("items")) {
            if (students == null || students.contains(item.path("student_id").longValue())) {
                found.add(item);
            }
        }
        return !body.path("items").isEmpty();
    }

    static List<String> kinds(List<JsonNode> events) {
        return events.stream().map(event -> event.path("kind").textValue()).toList();
    }
}
