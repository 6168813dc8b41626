package org.studentmanagement.operator;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.studentmanagement.changes.BundledChangelog;
import org.studentmanagement.schema.drift.Difference;
import org.studentmanagement.schema.drift.Drift;
import org.studentmanagement.schema.drift.DriftWatch;

@QuarkusTest
class SchemaResourceTest {
    private static final String PAGE = "/api/schema/rehearsal";

    @Test
    void anAdministratorIsToldWhatWasAppliedAndHowLongItTook() {
        given().get("/api/schema")
                .then()
                .statusCode(200)
                .body("revision", is(BundledChangelog.HEAD))
                .body("pending", is(0))
                .body("at_head", is(true))
                .body("history[0].state", is("applied"))
                .body("history[0].duration_ms instanceof Integer", is(true))
                .body("history.findAll { it.current }.revision", equalTo(List.of(BundledChangelog.HEAD)))
                .body("drift", nullValue());
    }

    @Test
    void driftIsWhatTheWatchHasFound() {
        Difference gone = new Difference(
                Difference.State.GONE,
                "students",
                "index",
                "students_lower_idx",
                null,
                "CREATE UNIQUE INDEX …",
                List.of(),
                List.of("CREATE UNIQUE INDEX …;"),
                null);
        Instant now = Instant.now();

        FoundDrift found = FoundDrift.of(new DriftWatch.Look(now, new Drift("head", List.of(gone), List.of()), null));
        FoundDrift untold = FoundDrift.of(new DriftWatch.Look(now, null, "newer is in the database."));

        assertThat(found.differences())
                .containsExactly(new FoundDrift.SchemaDifference(
                        "gone", "students", "index", "students_lower_idx", null, "CREATE UNIQUE INDEX …"));
        assertThat(found.mend()).containsExactly("CREATE UNIQUE INDEX …;");
        assertThat(untold).isEqualTo(new FoundDrift(now, "newer is in the database.", List.of(), List.of()));
    }

    @Test
    void thePageOfARehearsalRunsNoScriptHere(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("rehearsal.html");
        QuarkusMock.installMockForType(new LastRehearsal(Optional.of(file)), LastRehearsal.class);
        given().get(PAGE)
                .then()
                .spec(problem(404, "not-found"))
                .body("detail", containsString("No rehearsal has left a page"));
        given().get("/api/schema").then().body("rehearsed", nullValue());

        Files.writeString(file, "<!DOCTYPE html><title>Rehearsal of school</title>");

        given().get(PAGE)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .header("Content-Security-Policy", is(SchemaResource.OF_ANOTHER_ORIGIN))
                .body("html.head.title", is("Rehearsal of school"));
        assertThat(given().get(PAGE).headers().getValues("Content-Security-Policy"))
                .hasSize(1);
        given().get("/api/schema").then().body("rehearsed", containsString("T"));
    }

    @Test
    void whereNoFileIsNamedNoneIsShown() {
        given().get(PAGE)
                .then()
                .spec(problem(404, "not-found"))
                .body("detail", containsString("migration.rehearsal-page"));
    }
}
