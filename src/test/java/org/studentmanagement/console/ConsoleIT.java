package org.studentmanagement.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.studentmanagement.testsupport.Users.PASSWORD;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Users;

/** The page itself, signing in, and what is seen without a role. */
@QuarkusIntegrationTest
class ConsoleIT extends DemoSchool {
    @Test
    void thePageStartsNoScriptButItsOwn() {
        given().auth()
                .none()
                .get("/")
                .then()
                .statusCode(200)
                .contentType(containsString("text/html"))
                .header("Cache-Control", is("no-cache"))
                .header("Content-Security-Policy", containsString("script-src 'self'; style-src 'self'"))
                .header("Content-Security-Policy", not(containsString("unsafe")));
    }

    @Test
    void whoseSessionHasEndedSignsInAgainAndFindsWhatWasChosen() {
        Row user = Users.user(Users.body("reader", "registrar"));
        browser.signIn(user);
        browser.go("/students/" + student.id());
        choose();
        browser.forgetSession();
        browser.click("Enroll in 1 course");
        browser.sees("Your session has ended");
        browser.type("Password", PASSWORD);
        browser.click("Sign in");
        browser.click("Enroll in 1 course");
        browser.sees("Enrolled in 1 course.");
        assertThat(Fixtures.coursesOf(student.id())).containsExactly(course.id());
    }

    @Test
    void whoseRolesHaveNoPageIsToldWhatToAskFor() {
        browser.signIn(Users.user(Users.body()));
        browser.sees("None of your roles has a page here.");
    }

    @Test
    void aWrongPasswordIsSaid() throws IOException {
        browser.go("/");
        browser.sees("Sign in to your school");
        browser.isAccessible("sign-in");
        browser.type("E-mail address", "nobody@school.example");
        browser.type("Password", "wrong");
        browser.click("Sign in");
        browser.sees("password");
    }

    /** The time is that of this machine, with the server beside the browser: it is written down, and not judged. */
    @Test
    void theFirstViewComesWith100KilobytesOfScript() throws IOException {
        asRegistrar("/students");
        browser.sees("Find a student");
        Map<String, Number> view = browser.firstView();
        String told = "First view: there was something to see after %.0f ms, with %d bytes of compressed script%n"
                .formatted(
                        view.get("milliseconds").doubleValue(),
                        view.get("bytes").longValue());
        Files.writeString(Files.createDirectories(Path.of("target/console")).resolve("first-view.txt"), told);
        assertThat(view.get("bytes").longValue()).as(told).isBetween(1L, 100_000L);
    }
}
