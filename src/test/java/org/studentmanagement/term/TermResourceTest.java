package org.studentmanagement.term;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.studentmanagement.testsupport.Problems.problem;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Json;

@QuarkusTest
class TermResourceTest {
    @Test
    void aStoredTermIsAtItsLocationUnderItsEtag() {
        Map<String, Object> body = Fixtures.termBody("term", Fixtures.term("school_year", null));

        Response stored = post(body);

        stored.then()
                .statusCode(201)
                .header("ETag", "\"0\"")
                .header("Location", is("/api/terms/" + stored.path("id")))
                .body("code", is(body.get("code")))
                .body("kind", is("term"))
                .body("begins_on", is("2013-10-01"))
                .body("ends_on", is("2014-06-25"))
                .body("parent_id", is(((Long) body.get("parent_id")).intValue()));
        get(stored.header("Location"))
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body(is(stored.asString()));
    }

    @Test
    void aTermChangesAndGoes() {
        Row term = Fixtures.term("term", Fixtures.term("school_year", null));

        patch(term, "{\"ends_on\":\"2013-10-01\"}")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("ends_on", is("2013-10-01"))
                .body("code", is(term.key()));
        put(term, Fixtures.termBody("school_year", null))
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("kind", is("school_year"))
                .body("parent_id", nullValue());
        delete(term).then().statusCode(204);
        get(term.path())
                .then()
                .spec(problem(404, "not-found"))
                .body("detail", is("No term has the id %d.".formatted(term.id())));
    }

    @Test
    void aCodeIsTakenOnce() {
        Map<String, Object> second = Fixtures.termBody("term", null);
        second.put("code", Fixtures.term("term", null).key());

        post(second).then().spec(problem(409, "duplicate")).body("errors.pointer", is(List.of("/code")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            code      | "2013j"              | must be of capitals, digits and single hyphens, like 2013J
            name      | " "                  | must not be blank
            kind      | "semester"           | must be school_year, term or grading_period
            begins_on | "2013-02-29"         | must be a date like 2013-10-01
            begins_on | ""                   | must be a date like 2013-10-01
            begins_on | "2013-10-01T00:00Z"  | must be a date like 2013-10-01
            begins_on | "0000-10-01"         | must be a date like 2013-10-01
            begins_on | "+12013-10-01"       | must be a date like 2013-10-01
            begins_on | [2013, 10, 1]        | must be a date like 2013-10-01
            begins_on | 15979                | must be a date like 2013-10-01
            begins_on | null                 | must not be null
            ends_on   | "2013-09-30"         | must not be before begins_on: send that day or a later one
            parent_id | "1"                  | must be a whole number of at most 9223372036854775807
            """)
    void aMemberThatCannotBeStoredIsTold(String member, String value, String fault) {
        Row term = Fixtures.term("term", null);

        patch(term, "{\"%s\":%s}".formatted(member, value))
                .then()
                .spec(problem(400, "invalid-request"))
                .body("errors", is(List.of(Map.of("pointer", "/" + member, "detail", fault))));
        get(term.path()).then().header("ETag", term.etag());
    }

    @ParameterizedTest
    @CsvSource({
        "school_year, school_year, A school year has no parent: leave parent_id out",
        "school_year, term, A school year has no parent: leave parent_id out",
        "term, term, The parent of a term is a school year: send the id of a school year",
        "term, grading_period, The parent of a term is a school year: send the id of a school year",
        "grading_period, school_year, The parent of a grading period is a term: send the id of a term",
        "grading_period, grading_period, The parent of a grading period is a term: send the id of a term"
    })
    void aParentOfAnotherKindIsRefused(String kind, String parent, String sentence) {
        Map<String, Object> body = Fixtures.termBody(kind, Fixtures.term(parent, null));

        post(body)
                .then()
                .spec(problem(422, "unfit-parent"))
                .body("detail", containsString(sentence))
                .body("errors.pointer", is(List.of("/parent_id")));
        given().queryParam("code", body.get("code")).get("/api/terms").then().body("items", is(List.of()));
    }

    @Test
    void aParentThatDoesNotExistIsTold() {
        patch(Fixtures.term("term", null), "{\"parent_id\":0}")
                .then()
                .spec(problem(422, "unfit-parent"))
                .body("detail", containsString("No term has the id 0."));
    }

    @Test
    void aTermIsNotItsOwnParentEvenWhereItsKindChanges() {
        Row term = Fixtures.term("term", null);

        patch(term, "{\"kind\":\"grading_period\",\"parent_id\":%d}".formatted(term.id()))
                .then()
                .spec(problem(422, "unfit-parent"));
    }

    @Test
    void aParentStaysAndKeepsItsKindAndIsToldByHowMany() {
        Row year = Fixtures.term("school_year", null);
        Fixtures.term("term", year);
        Fixtures.term("term", year);

        delete(year)
                .then()
                .spec(problem(409, "still-parent"))
                .body("detail", containsString("the parent of others: 2."));
        patch(year, "{\"kind\":\"term\"}")
                .then()
                .spec(problem(409, "still-parent"))
                .body("detail", containsString("the parent of others: 2. Send school_year as its kind"))
                .body("errors.pointer", is(List.of("/kind")));
        get(year.path()).then().header("ETag", year.etag()).body("kind", is("school_year"));
    }

    @Test
    void filtersFindTerms() {
        Row year = Fixtures.term("school_year", null);
        Row autumn = Fixtures.term("term", year);
        Row spring = Fixtures.term("term", year);

        assertThat(ids("parent_id=" + year.id())).containsExactly(autumn.id(), spring.id());
        assertThat(ids("parent_id=" + year.id() + "&code=" + spring.key())).containsExactly(spring.id());
        assertThat(ids("q=" + autumn.key().toLowerCase() + "&kind=term")).containsExactly(autumn.id());
        assertThat(ids("q=" + autumn.key() + "&kind=grading_period")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind=semester", "parent_id=one", "begins_on=2013-10-01", "sort=kind"})
    void aFilterThatIsNoneIsRefused(String filter) {
        given().urlEncodingEnabled(false)
                .get("/api/terms?" + filter)
                .then()
                .spec(problem(400, "invalid-request"))
                .body("errors[0]", hasEntry("parameter", filter.replaceAll("=.*", "")));
    }

    @ParameterizedTest
    @CsvSource({"code, 0 1 2", "-code, 2 1 0", "name, 2 0 1", "begins_on, 1 2 0", "-begins_on, 0 2 1", "ends_on, 2 1 0"
    })
    void pagesAreInTheOrderAskedFor(String sort, String order) {
        Row year = Fixtures.term("school_year", null);
        List<Long> made = new ArrayList<>();
        for (String values : List.of("B 2014-02-01 2014-09-30", "C 2013-10-01 2014-06-30", "A 2013-10-02 2014-02-28")) {
            String[] value = values.split(" ");
            Map<String, Object> body = Fixtures.termBody("term", year);
            body.put("code", year.key().substring(0, 30) + "-" + made.size());
            body.putAll(Map.of("name", value[0], "begins_on", value[1], "ends_on", value[2]));
            made.add(Fixtures.stored("/api/terms", body, "code").id());
        }

        List<Long> read = new ArrayList<>();
        for (String next = "/api/terms?limit=1&parent_id=%d&sort=%s".formatted(year.id(), sort); next != null; ) {
            JsonNode page = Json.of(given().urlEncodingEnabled(false).get(next));
            read.addAll(Json.ids(page.path("items")));
            next = page.path("next").textValue();
        }

        assertThat(read)
                .containsExactlyElementsOf(List.of(order.split(" ")).stream()
                        .map(place -> made.get(Integer.parseInt(place)))
                        .toList());
    }

    private static List<Long> ids(String query) {
        return Json.ids(Json.of(given().urlEncodingEnabled(false).get("/api/terms?" + query))
                .path("items"));
    }

    private static Response post(Map<String, Object> body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/terms");
    }

    private static Response put(Row term, Map<String, Object> body) {
        return given().header("If-Match", "*")
                .contentType(ContentType.JSON)
                .body(body)
                .put(term.path());
    }

    private static Response patch(Row term, String patch) {
        return given().header("If-Match", term.etag())
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(term.path());
    }

    private static Response delete(Row term) {
        return given().header("If-Match", "*").delete(term.path());
    }
}
