package org.studentmanagement.setting;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.studentmanagement.testsupport.Problems.problem;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.ServiceDatabase;

@QuarkusTest
class SettingResourceTest {
    private static final String NAME = "/api/settings/school_name";

    @AfterEach
    void backToTheDefaults() {
        for (String name : List.of("school_name", "currency", "grade_scale")) {
            given().header("If-Match", "*")
                    .delete("/api/settings/" + name)
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void whatNobodyHasSetHasItsDefaultAndIsListed() {
        get(NAME).then().statusCode(200).body("value", is("School")).body("default_value", is("School"));
        get("/api/settings")
                .then()
                .statusCode(200)
                .body("items.name", hasItems("currency", "grade_scale", "school_name"));
        get("/api/settings/colour").then().spec(problem(404, "not-found"));
    }

    @Test
    void aValueIsReadUntilItIsTakenBackAndEachChangeIsInTheHistory() {
        String first = Fixtures.unique();
        Response set = put(NAME, first);
        set.then().statusCode(200).header("ETag", not(is("\"0\""))).body("value", is(first));
        get(NAME).then().header("ETag", set.header("ETag")).body("value", is(first));
        put(NAME, first).then().statusCode(200).header("ETag", set.header("ETag"));
        given().header("If-Match", set.header("ETag"))
                .delete(NAME)
                .then()
                .statusCode(200)
                .body("value", is("School"));

        List<JsonNode> changes = lastChanges(NAME, 2);
        assertThat(changes.get(1).path("new_value").asText()).isEqualTo(first);
        assertThat(changes.get(1).path("old_value").isNull()).isTrue();
        assertThat(changes.get(0).path("old_value").asText()).isEqualTo(first);
        assertThat(changes.get(0).path("new_value").isNull()).isTrue();
        assertThat(changes.get(0).path("request_id").isTextual()).isTrue();

        given().header("If-Match", "*")
                .contentType(ContentType.JSON)
                .body(Map.of("change", changes.get(1).path("id").longValue()))
                .put(NAME + "/restoration")
                .then()
                .statusCode(200)
                .body("value", is(first));
    }

    @Test
    void whoKnowsAnOlderVersionOverwritesNothing() {
        String tag = get(NAME).header("ETag");

        List<Integer> statuses = AtOnce.run(
                2,
                caller -> given().header("If-Match", tag)
                        .contentType(ContentType.JSON)
                        .body(Map.of("value", Fixtures.unique()))
                        .put(NAME)
                        .statusCode());

        assertThat(statuses).containsExactlyInAnyOrder(200, 412);
        given().contentType(ContentType.JSON)
                .body(Map.of("value", "Another"))
                .put(NAME)
                .then()
                .spec(problem(428, "precondition-required"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            school_name | " "                                                              | /value          | must not be blank
            school_name | 7                                                                | /value          | must be a string
            school_name | null                                                             | /value          | must not be null
            currency    | "eur"                                                            | /value          | must be a code of ISO 4217, like EUR
            currency    | "QQQ"                                                            | /value          | must be a code of ISO 4217, like EUR
            grade_scale | []                                                               | /value          | must list 1 to 30 grades, the best first
            grade_scale | "A"                                                              | /value          | must be an array
            grade_scale | [{"lowest": "0", "grade": "A"}]                                  | /value/0/lowest | must be a number
            grade_scale | [{"lowest": 1e400, "grade": "A"}]                                | /value/0/lowest | must be 0 to 100, with at most two decimals
            grade_scale | [{"lowest": 10, "grade": "A"}]                                   | /value/0/lowest | must be 0, since it is the last
            grade_scale | [{"lowest": 5, "grade": "A"}, {"lowest": 0, "grade": "A"}]       | /value/1/grade  | must be another than those before
            grade_scale | [{"lowest": 5, "grade": "A"}, {"lowest": 5.001, "grade": "B"}]   | /value/1/lowest | must be 0 to 100, with at most two decimals
            """)
    void aValueThatIsNoneIsRefused(String name, String value, String pointer, String fault) {
        String path = "/api/settings/" + name;

        given().header("If-Match", "*")
                .contentType(ContentType.JSON)
                .body("{\"value\": %s}".formatted(value))
                .put(path)
                .then()
                .spec(problem(400, "invalid-request"))
                .body("errors.pointer", hasItems(pointer))
                .body("errors.detail", hasItems(fault));
        get(path).then().body("value", is(get(path).<Object>path("default_value")));
    }

    @Test
    void whatGetGaveMayBeSentBack() {
        Response shown = get("/api/settings/grade_scale");

        given().header("If-Match", shown.header("ETag"))
                .contentType(ContentType.JSON)
                .body(shown.asString())
                .put("/api/settings/grade_scale")
                .then()
                .statusCode(200)
                .body("value.grade", is(List.of("A", "B", "C", "D", "F")))
                .body("value.lowest", is(List.of(90, 80, 70, 60, 0)));
    }

    @Test
    void aChangeOfAnotherSettingIsNoWayBack() {
        put("/api/settings/currency", "CHF").then().statusCode(200);
        long change = lastChanges("/api/settings/currency", 1).get(0).path("id").longValue();

        given().header("If-Match", "*")
                .contentType(ContentType.JSON)
                .body(Map.of("change", change))
                .put(NAME + "/restoration")
                .then()
                .spec(problem(422, "no-such-change"))
                .body("detail", containsString("/api/settings/school_name/changes"));
    }

    @Test
    void whatIsSetAtPsqlIsInTheHistoryUnderItsUser() throws SQLException {
        String value = Fixtures.unique();
        ServiceDatabase.longs(
                "INSERT INTO settings (name, value) VALUES ('school_name', to_jsonb(?::text)) RETURNING 1::bigint",
                value);

        get(NAME).then().body("value", is(value));
        JsonNode change = lastChanges(NAME, 1).get(0);
        assertThat(change.path("new_value").asText()).isEqualTo(value);
        assertThat(change.path("actor").asText()).isNotBlank();
        get(NAME).then().header("ETag", "\"" + change.path("id") + "\"");
        given().get(NAME + "/changes?limit=1&sort=-id").then().body("items[0].request_id", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE setting_changes SET actor = 'nobody' RETURNING id",
                "DELETE FROM setting_changes RETURNING id",
                "TRUNCATE setting_changes",
                "TRUNCATE settings"
            })
    void theHistoryIsOnlyAddedTo(String statement) {
        assertThatThrownBy(() -> ServiceDatabase.longs(statement))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("is refused");
    }

    private static Response put(String path, String value) {
        return given().header("If-Match", "*")
                .contentType(ContentType.JSON)
                .body(Map.of("value", value))
                .put(path);
    }

    /** The latest first. */
    private static List<JsonNode> lastChanges(String path, int count) {
        JsonNode items =
                Json.of(given().get(path + "/changes?sort=-id&limit=" + count)).path("items");
        return List.of(items.get(0), items.get(count - 1));
    }
}
