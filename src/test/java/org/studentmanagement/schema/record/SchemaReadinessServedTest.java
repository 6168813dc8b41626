package org.studentmanagement.schema.record;

import static org.hamcrest.Matchers.equalTo;
import static org.studentmanagement.testsupport.Management.management;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SchemaReadinessServedTest {
    @Test
    void readyOnceTheSchemaIsAtTheRevisionOfTheBuild() {
        management()
                .get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'schema' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'schema' }.data.pending", equalTo(0));
    }
}
