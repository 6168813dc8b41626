package org.studentmanagement.testsupport;

import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.builder.ResponseSpecBuilder;
import io.restassured.specification.ResponseSpecification;
import java.util.regex.Pattern;

/** What every error must look like. */
public final class Problems {
    /** Names of classes and packages, stack frames, SQL, and PostgreSQL's own words. */
    public static final Pattern INNARDS = Pattern.compile(
            ".*(\\b(java|jakarta|org|com|io)\\.\\w|Exception|\\bat \\w+\\.|SELECT|INSERT|UPDATE|DELETE FROM|ERROR:|_fkey|_key\\b|_check\\b).*",
            Pattern.DOTALL);

    private Problems() {}

    /** @param kind the last part of the problem's type */
    public static ResponseSpecification problem(int status, String kind) {
        return new ResponseSpecBuilder()
                .expectStatusCode(status)
                .expectContentType("application/problem+json")
                .expectBody("type", is("urn:problem-type:" + kind))
                .expectBody("status", is(status))
                .expectBody("title", notNullValue())
                .expectBody("detail", matchesRegex("(?s)[^ ].+[^ ]"))
                .expectBody("instance", matchesRegex("/.*"))
                .expectBody("request_id", notNullValue())
                .expectBody(not(matchesRegex(INNARDS)))
                .build();
    }
}
