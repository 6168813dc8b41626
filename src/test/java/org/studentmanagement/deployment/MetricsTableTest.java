package org.studentmanagement.deployment;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.studentmanagement.testsupport.Management.management;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.SecondService;

/** The operations page explains the metrics that there are, and all that are not Quarkus's. */
@QuarkusTest
@TestProfile(SecondService.class)
class MetricsTableTest {
    /** Whose names begin so. */
    private static final Set<String> QUARKUS =
            Set.of("agroal", "http", "jvm", "netty", "postgresql", "process", "sql", "system", "worker");

    private List<String> measured;

    @BeforeEach
    void measure() {
        get("/api/students");
        measured = management()
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[ {]")[0])
                .distinct()
                .toList();
    }

    @Test
    void whatItExplainsIsMeasured() throws Exception {
        assertThat(OperationsPage.metrics()).isNotEmpty().isSubsetOf(measured);
    }

    @Test
    void itExplainsEveryMetricOfTheServiceItself() throws Exception {
        assertThat(measured)
                .filteredOn(metric -> !QUARKUS.contains(metric.split("_")[0]))
                .isNotEmpty()
                .isSubsetOf(OperationsPage.metrics());
    }

    @Test
    void itExplainsEveryMetricThatAnAlertIsAbout() throws Exception {
        assertThat(OperationsPage.alerted()).isNotEmpty().isSubsetOf(OperationsPage.metrics());
    }
}
