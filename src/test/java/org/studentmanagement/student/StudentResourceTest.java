package org.studentmanagement.student;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.ServiceDatabase;

@QuarkusTest
class StudentResourceTest {
    private static final String RFC_3339_UTC = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z";

    @Test
    void aStoredStudentIsAtItsLocationUnderItsEtag() {
        Map<String, Object> body = Fixtures.studentBody();

        Response stored = post(body);

        stored.then()
                .statusCode(201)
                .header("ETag", "\"0\"")
                .body("number", is(body.get("number")))
                .body("name", is(body.get("name")))
                .body("email", is(body.get("email")))
                .body("created_at", matchesRegex(RFC_3339_UTC))
                .body("updated_at", equalTo(stored.path("created_at")));
        get(stored.header("Location"))
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body(is(stored.asString()));
    }

    @Test
    void theLocationEndsInTheId() {
        Response stored = post(Fixtures.studentBody());

        assertThat(stored.header("Location"))
                .isEqualTo("/api/students/" + stored.jsonPath().getLong("id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"number", "email"})
    void aSecondUseIsRefusedAndNamed(String member) {
        Map<String, Object> first = Fixtures.studentBody();
        Map<String, Object> second = new HashMap<>(Fixtures.studentBody());
        second.put(member, first.get(member));
        post(first);

        post(second)
                .then()
                .spec(problem(409, "duplicate"))
                .body("detail", containsString(member))
                .body("errors.pointer", is(List.of("/" + member)));
    }

    @Test
    void allThatIsTakenIsNamed() {
        Map<String, Object> first = Fixtures.studentBody();
        Map<String, Object> second = Fixtures.studentBody();
        post(first);
        post(second);
        Map<String, Object> both = new HashMap<>(first);
        both.put("email", ((String) second.get("email")).toUpperCase(Locale.ROOT));
        Row student = Fixtures.student();

        for (Response response : List.of(post(both), put(student, both), patch(student, both))) {
            response.then()
                    .spec(problem(409, "duplicate"))
                    .body("detail", startsWith("The email and the number are taken."))
                    .body("errors.pointer", is(List.of("/email", "/number")));
        }
        get(student.path()).then().header("ETag", "\"0\"").body("number", is(student.key()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "email"})
    void charactersAreCountedAsPeopleWouldAndTheDatabaseDoes(String member) {
        Map<String, Object> body = new HashMap<>(Fixtures.studentBody());
        String emoji = "\uD83D\uDE00";
        body.put(member, member.equals("name") ? emoji.repeat(100) : emoji.repeat(32) + body.get("email"));

        post(body).then().statusCode(201).body(member, is(body.get(member)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0646\u0627\u0645\u200C\u0647\u0627",
                "\u05D0\u200F (Ada)",
                "\uD83D\uDC69\u200D\uD83C\uDF93",
                "O\u2019Brien\u00A0jr."
            })
    void namesOfAnyScriptAreStoredAsTheyAre(String name) {
        Map<String, Object> body = new HashMap<>(Fixtures.studentBody());
        body.put("name", name);

        post(body).then().statusCode(201).body("name", is(name));
    }

    @ParameterizedTest
    @CsvSource({"a..b@x,Ada", "nobody,Ada", "a@b.example,Ada\u202E", "a..b@x,\u00a0"})
    void whatWasStoredBeforeTheRuleStaysWhileOtherMembersChange(String email, String name) throws SQLException {
        String number = Fixtures.unique();
        String stored = number + email;
        long id = ServiceDatabase.longs(
                        "INSERT INTO students (number, name, email) VALUES (?, ?, ?) RETURNING id",
                        number,
                        name,
                        stored)
                .get(0);
        Row student = new Row("/api/students/" + id, id, "*", number);
        Map<String, Object> shown = get(student.path()).jsonPath().getMap("$");

        put(student, shown).then().statusCode(200).body("name", is(name)).body("email", is(stored));
        Map<String, Object> changed = new HashMap<>(shown);
        changed.put("number", Fixtures.unique());
        put(student, changed).then().statusCode(200).body("number", is(changed.get("number")));
        patch(student, Map.of("number", number)).then().statusCode(200).body("email", is(stored));

        patch(student, Map.of("email", "c..d@x")).then().spec(problem(400, "invalid-request"));
        put(student, Map.of("number", number, "name", "\u200B", "email", stored))
                .then()
                .spec(problem(400, "invalid-request"))
                .body("errors.pointer", is(List.of("/name")));
        patch(student, Map.of("email", number + "@x.example", "name", "Ada"))
                .then()
                .statusCode(200)
                .body("name", is("Ada"));
    }

    @Test
    void anEmailIsTakenInAnyCase() {
        Map<String, Object> first = Fixtures.studentBody();
        Map<String, Object> second = new HashMap<>(Fixtures.studentBody());
        second.put("email", ((String) first.get("email")).toLowerCase(Locale.ROOT));
        post(first);

        post(second).then().spec(problem(409, "duplicate")).body("errors.pointer", is(List.of("/email")));
    }

    @Test
    void ofManyWhoStoreTheSameNumberOneSucceeds() {
        Map<String, Object> body = Fixtures.studentBody();

        List<Integer> statuses = AtOnce.run(16, caller -> post(body).statusCode());

        assertThat(statuses).containsOnly(201, 409);
        assertThat(Collections.frequency(statuses, 201)).isEqualTo(1);
    }

    @Test
    void putChangesEveryMemberAndTheEtag() {
        Row student = Fixtures.student();
        Map<String, Object> changed = Fixtures.studentBody();

        put(student, changed)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("number", is(changed.get("number")))
                .body("email", is(changed.get("email")));

        get(student.path())
                .then()
                .header("ETag", "\"1\"")
                .body("id", is((int) student.id()))
                .body("number", is(changed.get("number")))
                .body("updated_at", not(equalTo(get(student.path()).path("created_at"))));
    }

    @Test
    void putOfWhatIsStoredChangesNothing() {
        Map<String, Object> body = Fixtures.studentBody();
        Response stored = post(body);
        Row student =
                new Row("/api/students/" + stored.path("id"), stored.jsonPath().getLong("id"), "\"0\"", null);

        put(student, body).then().statusCode(200).header("ETag", "\"0\"").body(is(stored.asString()));
    }

    @Test
    void whatGetGivesMayBeSentBack() {
        Row student = Fixtures.student();
        Map<String, Object> shown = get(student.path()).jsonPath().getMap("$");

        put(student, shown).then().statusCode(200).header("ETag", "\"0\"").body("$", is(shown));
        patch(student, shown).then().statusCode(200).header("ETag", "\"0\"").body("$", is(shown));

        Map<String, Object> changed = new HashMap<>(shown);
        changed.put("name", "Augusta Ada King");
        put(student, changed).then().statusCode(200).body("name", is("Augusta Ada King"));
    }

    @ParameterizedTest
    @CsvSource({"id,7", "created_at,2026-11-20T09:00:00Z", "updated_at,", "version,9"})
    void whatNobodySetsIsRefusedWhereItIsChanged(String member, String value) {
        Row student = Fixtures.student();
        Map<String, Object> shown = get(student.path()).jsonPath().getMap("$");
        Map<String, Object> changed = new HashMap<>(shown);
        changed.put(member, value);

        for (Response response : List.of(put(student, changed), patch(student, changed))) {
            response.then()
                    .spec(problem(400, "invalid-request"))
                    .body("errors.pointer", is(List.of("/" + member)))
                    .body("detail", containsString(String.valueOf(shown.get(member))));
        }
        get(student.path()).then().header("ETag", "\"0\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"number", "email"})
    void putAndPatchCannotTakeWhatIsTaken(String member) {
        Map<String, Object> first = Fixtures.studentBody();
        post(first);
        Row student = Fixtures.student();
        Map<String, Object> changed = new HashMap<>(Fixtures.studentBody());
        changed.put(member, first.get(member));

        put(student, changed).then().spec(problem(409, "duplicate")).body("errors.pointer", is(List.of("/" + member)));
        patch(student, Map.of(member, first.get(member)))
                .then()
                .spec(problem(409, "duplicate"))
                .body("errors.pointer", is(List.of("/" + member)));
    }

    @Test
    void patchChangesWhatItNamesAndNothingElse() {
        Row student = Fixtures.student();
        String email = get(student.path()).path("email");

        patch(student, Map.of("name", "Augusta Ada King"))
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("name", is("Augusta Ada King"))
                .body("number", is(student.key()))
                .body("email", is(email));
    }

    @ParameterizedTest
    @ValueSource(strings = {"number", "name", "email"})
    void patchCannotRemoveWhatAStudentMustHave(String member) {
        Map<String, Object> removal = new HashMap<>();
        removal.put(member, null);

        patch(Fixtures.student(), removal)
                .then()
                .spec(problem(400, "invalid-request"))
                .body("errors.pointer", is(List.of("/" + member)));
    }

    @Test
    void aDeletedStudentIsGone() {
        Row student = Fixtures.student();

        delete(student).then().statusCode(204).body(is(""));

        get(student.path()).then().spec(problem(404, "not-found"));
        delete(student).then().spec(problem(404, "not-found"));
    }

    @Test
    void anEnrolledStudentCannotBeDeletedAndIsToldHowManyEnrollmentsThereAre() {
        Row student = Fixtures.student();
        Fixtures.enroll(
                student,
                Fixtures.course().id(),
                Fixtures.course().id(),
                Fixtures.course().id());

        delete(student).then().spec(problem(409, "still-enrolled")).body("detail", containsString("enrollments: 3."));

        get(student.path()).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE"})
    void noStudentHasTheId(String method) {
        String body = method.equals("PUT") ? "{\"number\":\"1\",\"name\":\"A\",\"email\":\"a@b.example\"}" : "{}";

        given().header("If-Match", "*")
                .contentType(method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                .body(body)
                .request(method, "/api/students/9223372036854775807")
                .then()
                .spec(problem(404, "not-found"))
                .body("detail", is("No student has the id 9223372036854775807."));
    }

    @ParameterizedTest
    @CsvSource({"100%,100%", "100%,00% s", "under_score,r_s", "back\\slash,k\\s", "{brace},{brace}", "ÅNGSTRÖM,ångström"
    })
    void qFindsTextAnywhereInTheNameWithoutRegardToCaseAndTakesEverySignAsItIs(String name, String q) {
        String marker = Fixtures.unique();
        String found = named(name + " sure " + marker);
        String other = named("100x under-score backslash brace sure " + marker);

        given().queryParam("q", q)
                .queryParam("limit", 500)
                .queryParam("sort", "-id")
                .get("/api/students")
                .then()
                .statusCode(200)
                .body("items.number", hasItem(found))
                .body("items.number", not(hasItem(other)));
    }

    @Test
    void numberAndEmailFindOneStudent() {
        Row student = Fixtures.student();
        String email = get(student.path()).path("email");

        for (Map<String, String> filter : List.of(
                Map.of("number", student.key()),
                Map.of("email", email.toLowerCase(Locale.ROOT)),
                Map.of("number", student.key(), "email", email, "q", "love"))) {
            given().queryParams(filter)
                    .get("/api/students")
                    .then()
                    .statusCode(200)
                    .body("items.id", is(List.of((int) student.id())));
        }
        given().queryParam("number", student.key().substring(1))
                .get("/api/students")
                .then()
                .body("items", is(List.of()));
    }

    @Test
    void qFindsTextInNumberAndEmailToo() {
        Row student = Fixtures.student();
        Fixtures.student();

        for (String q : List.of(student.key().substring(3, 30).toLowerCase(Locale.ROOT), student.key() + "@STUDENTS")) {
            given().queryParam("q", q)
                    .get("/api/students")
                    .then()
                    .statusCode(200)
                    .body("items.id", is(List.of((int) student.id())));
        }
    }

    @Test
    void severalAreReadAtOnceAndAnIdThatNobodyHasIsLeftOut() {
        Row one = Fixtures.student();
        Row other = Fixtures.student();
        Fixtures.student();

        given().queryParam("id", other.id() + ",9223372036854775807," + one.id() + "," + one.id())
                .get("/api/students")
                .then()
                .statusCode(200)
                .body("items.id", is(List.of((int) one.id(), (int) other.id())));
    }

    @Test
    void whoKeepsUpReadsWhatChangedSinceByTheTimeOfTheChange() {
        Row first = Fixtures.student();
        Row second = Fixtures.student();
        String since = get(second.path()).path("updated_at");
        patch(first, Map.of("name", "Augusta Ada King")).then().statusCode(200);

        given().queryParam("updated_since", since)
                .queryParam("id", first.id() + "," + second.id())
                .queryParam("sort", "updated_at")
                .get("/api/students")
                .then()
                .statusCode(200)
                .body("items.id", is(List.of((int) second.id(), (int) first.id())));
        given().queryParam("updated_since", get(first.path()).<String>path("updated_at"))
                .queryParam("id", first.id() + "," + second.id())
                .get("/api/students")
                .then()
                .body("items.id", is(List.of((int) first.id())));
    }

    private static String named(String name) {
        Map<String, Object> body = new HashMap<>(Fixtures.studentBody());
        body.put("name", name);
        post(body).then().statusCode(201);
        return (String) body.get("number");
    }

    private static Response post(Map<String, Object> body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/students");
    }

    private static Response put(Row student, Map<String, Object> body) {
        return given().header("If-Match", student.etag())
                .contentType(ContentType.JSON)
                .body(body)
                .put(student.path());
    }

    private static Response patch(Row student, Map<String, Object> patch) {
        return given().header("If-Match", student.etag())
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(student.path());
    }

    private static Response delete(Row student) {
        return given().header("If-Match", student.etag()).delete(student.path());
    }
}
