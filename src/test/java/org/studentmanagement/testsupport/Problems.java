package org.studentmanagement.testsupport;

import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.builder.ResponseSpecBuilder;
import io.restassured.specification.ResponseSpecification;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;

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
                .expectBody(text("type", is("urn:problem-type:" + kind)))
                .expectBody(member("status", JsonNode::numberValue, is((Number) status)))
                .expectBody(text("title", notNullValue(String.class)))
                .expectBody(text("detail", matchesRegex("(?s)[^ ].+[^ ]")))
                .expectBody(text("instance", matchesRegex("/.*")))
                .expectBody(text("request_id", notNullValue(String.class)))
                .expectBody(not(matchesRegex(INNARDS)))
                .build();
    }

    private static Matcher<String> text(String name, Matcher<String> value) {
        return member(name, JsonNode::textValue, value);
    }

    private static <T> Matcher<String> member(String name, Function<JsonNode, T> type, Matcher<T> value) {
        return new FeatureMatcher<String, T>(value, "a JSON object with " + name, name) {
            @Override
            protected T featureValueOf(String body) {
                return type.apply(Json.of(body).path(name));
            }
        };
    }
}
