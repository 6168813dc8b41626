package org.studentmanagement.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.studentmanagement.testsupport.Users.PASSWORD;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.studentmanagement.changes.BundledChangelog;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.Users;

/** What an administrator does: users, settings, the schema, and erasing on request. */
@QuarkusIntegrationTest
class AdministratorConsoleIT extends DemoSchool {
    @Test
    void anAdministratorMakesAUserWhoSetsAPasswordByTheLink() throws IOException {
        String email = Fixtures.unique().toLowerCase(Locale.ROOT) + "@school.example";
        asAdministrator("/users");
        browser.sees("A new user");
        browser.isAccessible("users");
        browser.type("Name", "Emmy Noether");
        browser.type("E-mail address", email);
        browser.click("Make the user, and a link for a password");
        String link = browser.find(By.tagName("code")).getText();
        browser.beginAgain();
        browser.go(link.substring(link.indexOf('#') + 1));
        browser.labelled("New password");
        browser.isAccessible("set-password");
        browser.type("New password", PASSWORD);
        browser.click("Set the password");
        browser.sees("The password is set.");
        Users.signIn(email, PASSWORD).then().statusCode(200).body("name", is("Emmy Noether"));
    }

    @Test
    void anAdministratorMakesAStudentAUserAndGivesAnotherRolesWhileSomebodyElseDoes() {
        Row bursar = Users.user(Users.body("bursar"));
        asAdministrator("/users");
        browser.type("Name", "Ada Lovelace");
        browser.type("E-mail address", student.key() + "@school.example");
        browser.type("Is a student", student.key());
        browser.click("Ada Lovelace · " + student.key());
        browser.click("Make the user, and a link for a password");
        browser.sees("There is a link for Ada Lovelace.");
        given().get("/api/users?email=" + student.key() + "@school.example")
                .then()
                .body("items[0].student_id", is((int) student.id()));

        browser.type("Find a user", bursar.key());
        browser.click("Change: " + bursar.key());
        given().contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(Map.of("roles", List.of("bursar", "editor")))
                .patch(bursar.path())
                .then()
                .statusCode(200);
        browser.labelled("reads everything but users and imports").click();
        browser.click("Save");
        browser.sees("Somebody else has changed");
        browser.sees("bursar, editor");
        browser.click("Save mine");
        browser.sees("is saved.");
        given().get(bursar.path()).then().body("roles", containsInAnyOrder("bursar", "reader"));
    }

    @Test
    void anAdministratorLetsALearningPlatformInGivesItANewSecretAndShutsItOut() throws IOException {
        String name = "lms-" + Fixtures.unique().toLowerCase(Locale.ROOT);
        asAdministrator("/clients");
        browser.sees("Let other software in");
        browser.isAccessible("clients");
        browser.type("Name, in small letters, digits and hyphens", name);
        browser.type("What it is, and who answers for it", "Learning platform");
        browser.labelled("reads who is there, what is taught, and who takes and teaches it")
                .click();
        browser.click("Let it in");
        browser.sees("The secret is not shown again.");
        assertThat(browser.text()).contains("/oauth2/token", "/ims/oneroster/resources/v1p2");
        browser.isAccessible("client-secret");
        String first = secret();
        assertThat(tokenOf(name, first)).isEqualTo(200);

        browser.click("New secret: " + name);
        browser.sees("the old secret is good until");
        assertThat(secret()).isNotEqualTo(first);
        assertThat(tokenOf(name, secret())).isEqualTo(200);

        browser.click("Shut out for good: " + name);
        browser.agree();
        browser.sees("shut out since");
        assertThat(tokenOf(name, first)).isEqualTo(401);
    }

    private static String secret() {
        return browser.find(By.xpath("//dt[.='client_secret']/following-sibling::dd[1]"))
                .getText();
    }

    private static int tokenOf(String name, String secret) {
        return given().auth()
                .none()
                .formParam("grant_type", "client_credentials")
                .formParam("client_id", name)
                .formParam("client_secret", secret)
                .post("/oauth2/token")
                .statusCode();
    }

    @Test
    void anAdministratorChangesASettingAndSeesWhoChangedIt() throws IOException {
        asAdministrator("/settings");
        String name = "school_name";
        browser.type(name, "School of Athens");
        browser.click("Save: " + name);
        browser.sees("Changes of " + name);
        browser.sees("School of Athens");
        browser.sees("Mary Somerville");
        browser.isAccessible("settings");
        given().header("If-Match", "*").delete("/api/settings/" + name).then().statusCode(200);
    }

    @Test
    void aSettingThatAnotherHasChangedMeanwhileShowsBothAndEitherIsKept() {
        String name = "school_name";
        asAdministrator("/settings");
        browser.sees(name);
        setSchoolName("Academy");
        browser.type(name, "Lyceum");
        browser.click("Save: " + name);
        browser.sees("Somebody else has changed this meanwhile.");
        assertThat(browser.text()).contains("Lyceum").contains("Academy");
        browser.click("Save mine");
        browser.sees("school_name is saved.");
        given().get("/api/settings/" + name).then().body("value", is("Lyceum"));

        setSchoolName("Stoa");
        browser.type(name, "Garden");
        browser.click("Save: " + name);
        browser.click("Keep what is stored");
        assertThat(browser.labelled(name).getAttribute("value")).isEqualTo("Stoa");
        given().header("If-Match", "*").delete("/api/settings/" + name).then().statusCode(200);
    }

    @Test
    void anAdministratorSeesWhereTheSchemaStands() throws IOException {
        asAdministrator("/schema");
        browser.sees("It is at the newest revision that this version knows.");
        assertThat(browser.text())
                .contains(BundledChangelog.HEAD, "Nobody looks for drift", "No rehearsal has left a page", " ms");
        browser.isAccessible("schema");
        browser.click("Show more");
        browser.sees("create_students");
    }

    @Test
    void aStudentIsErasedOnlyByWhoHasSeenWhatIsHeldAndTypedTheNumber() throws IOException {
        Fixtures.enroll(student, course.id());
        asAdministrator("/students/" + student.id());
        browser.click("See what is held, to erase it");
        browser.sees("Courses taken at present");
        browser.isAccessible("erase");
        browser.type("Type the number " + student.key(), "somebody");
        browser.click("Erase for good");
        given().get(student.path()).then().statusCode(200);
        browser.type("Type the number " + student.key(), student.key());
        browser.click("Erase for good");
        browser.sees(student.key() + " is erased.");
        given().get(student.path()).then().statusCode(404);
    }

    private static void setSchoolName(String value) {
        given().contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Map.of("value", value))
                .put("/api/settings/school_name")
                .then()
                .statusCode(200);
    }
}
