package org.studentmanagement.testsupport;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import org.eclipse.microprofile.config.ConfigProvider;

/** The operator's side of the service under test: health and metrics, on their own port. */
public final class Management {
    private Management() {}

    public static RequestSpecification management() {
        return RestAssured.given()
                .port(ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class));
    }
}
