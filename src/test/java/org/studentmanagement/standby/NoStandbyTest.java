package org.studentmanagement.standby;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.matchesPattern;
import static org.studentmanagement.testsupport.Management.management;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.SecondService;

/** What is configured as the standby has become the primary, as after a failover. */
@QuarkusTest
@TestProfile(SecondService.class)
class NoStandbyTest {
    @Test
    void whatTakesWritesIsNoStandbyAndNobodyReadsThere() {
        Row student = Fixtures.student();

        for (int read = 0; read < 20; read++) {
            given().get(student.path()).then().statusCode(200);
        }

        assertThat(management().get("/q/metrics").asString())
                .contains("standby_reads_total{server=\"standby\"} 0.0", "standby_lag_seconds NaN");
    }

    @Test
    void writesTellThePositionAllTheSame() {
        given().header("If-Match", "*")
                .delete(Fixtures.course().path())
                .then()
                .statusCode(204)
                .header("Database-Position", matchesPattern("[0-9A-F]+/[0-9A-F]+"));
    }
}
