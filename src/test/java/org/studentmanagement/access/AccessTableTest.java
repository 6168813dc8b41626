package org.studentmanagement.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.studentmanagement.testsupport.Problems.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.AtOnce;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.TestToken;
import org.studentmanagement.testsupport.Users;

/** Every operation that the API's description has, for everybody: the one table of who may do what. */
@QuarkusTest
class AccessTableTest {
    /** By operation id, the callers that are let in; the rest gets 401 without a token and 403 with one. */
    private static final Map<String, String> DECISIONS = Map.ofEntries(
            Map.entry("listStudents", "reader"),
            Map.entry("createStudent", "editor"),
            Map.entry("getStudent", "reader, own student"),
            Map.entry("replaceStudent", "editor"),
            Map.entry("updateStudent", "editor"),
            Map.entry("deleteStudent", "editor"),
            Map.entry("discloseStudent", "editor, admin"),
            Map.entry("eraseStudent", "admin"),
            Map.entry("getSchema", "admin"),
            Map.entry("getRehearsal", "admin"),
            Map.entry("listUsers", "admin"),
            Map.entry("createUser", "admin"),
            Map.entry("listUserNames", "reader, registrar, editor, bursar, admin, teacher"),
            Map.entry("getUser", "admin"),
            Map.entry("replaceUser", "admin"),
            Map.entry("updateUser", "admin"),
            Map.entry("deleteUser", "admin"),
            Map.entry("disableUser", "admin"),
            Map.entry("enableUser", "admin"),
            Map.entry("endSessionsOfUser", "admin"),
            Map.entry("makePasswordLink", "admin"),
            Map.entry("signIn", "everybody"),
            Map.entry("signInAtProvider", "everybody"),
            Map.entry("setPassword", "everybody"),
            Map.entry("getMe", "user"),
            Map.entry("changeOwnPassword", "user"),
            Map.entry("signOutEverywhere", "user"),
            Map.entry("signOut", "user"),
            Map.entry("listTeachers", "reader"),
            Map.entry("createTeacher", "editor"),
            Map.entry("getTeacher", "reader"),
            Map.entry("replaceTeacher", "editor"),
            Map.entry("updateTeacher", "editor"),
            Map.entry("deleteTeacher", "editor"),
            Map.entry("listCoursesOfTeacher", "reader, teacher"),
            Map.entry("listTeachersOfCourse", "reader, own student, another student, teacher"),
            Map.entry("replaceTeachersOfCourse", "editor"),
            Map.entry("listTerms", "reader, own student, another student, teacher"),
            Map.entry("createTerm", "editor"),
            Map.entry("getTerm", "reader, own student, another student, teacher"),
            Map.entry("replaceTerm", "editor"),
            Map.entry("updateTerm", "editor"),
            Map.entry("deleteTerm", "editor"),
            Map.entry("listCourses", "reader, own student, another student, teacher"),
            Map.entry("createCourse", "editor"),
            Map.entry("getCourse", "reader, own student, another student, teacher"),
            Map.entry("replaceCourse", "editor"),
            Map.entry("updateCourse", "editor"),
            Map.entry("deleteCourse", "editor"),
            Map.entry("listRoster", "reader, teacher"),
            Map.entry("listCoursesOfStudent", "reader, own student"),
            Map.entry("getEnrollment", "reader, own student"),
            Map.entry("enroll", "registrar, own student"),
            Map.entry("replaceCoursesOfStudent", "registrar, own student"),
            Map.entry("enrollInCourse", "registrar, own student"),
            Map.entry("withdraw", "registrar, own student"),
            Map.entry("enrollByOverride", "registrar"),
            Map.entry("complete", "registrar"),
            Map.entry("takeCompletionBack", "registrar"),
            Map.entry("listWaitlistOfStudent", "reader, own student"),
            Map.entry("leaveWaitlist", "registrar, own student"),
            Map.entry("listWaitlist", "reader, teacher"),
            Map.entry("getSeats", "reader, own student, another student, teacher"),
            Map.entry("enrollMany", "registrar"),
            Map.entry("listEnrollments", "reader, teacher"),
            Map.entry("listPrerequisites", "reader, own student, another student, teacher"),
            Map.entry("replacePrerequisites", "editor"),
            Map.entry("listEnrollmentsOfStudent", "reader, own student"),
            Map.entry("listEnrollmentEvents", "reader"),
            Map.entry("listClasses", "reader, own student, another student, teacher"),
            Map.entry("createClass", "registrar"),
            Map.entry("getClass", "reader, own student, another student, teacher"),
            Map.entry("replaceClass", "registrar"),
            Map.entry("updateClass", "registrar"),
            Map.entry("deleteClass", "registrar"),
            Map.entry("listMembers", "reader, teacher"),
            Map.entry("listTeachersOfClass", "reader, own student, another student, teacher"),
            Map.entry("replaceTeachersOfClass", "registrar"),
            Map.entry("listDepartures", "reader, registrar"),
            Map.entry("listDeparturesOfStudent", "reader, registrar, own student"),
            Map.entry("askToLeave", "registrar, own student"),
            Map.entry("withdrawDeparture", "registrar, own student"),
            Map.entry("decideDeparture", "registrar"),
            Map.entry("takeDepartureBack", "registrar"),
            Map.entry("getPicture", "reader, own student"),
            Map.entry("setPicture", "registrar, editor"),
            Map.entry("deletePicture", "registrar, editor"),
            Map.entry("getProfile", "reader, own student"),
            Map.entry("replaceProfile", "registrar, editor"),
            Map.entry("updateProfile", "registrar, editor, own student"),
            Map.entry("visit", "own student"),
            Map.entry("setRollNumbers", "registrar"),
            Map.entry("promoteClass", "registrar"),
            Map.entry("putIntoClass", "registrar"),
            Map.entry("leaveClass", "registrar"),
            Map.entry("listClassesOfStudent", "reader, own student"),
            Map.entry("exportFile", "reader"),
            Map.entry("exportOneRoster", "reader"),
            Map.entry("listMaterials", "reader, teacher"),
            Map.entry("createMaterial", "editor, teacher"),
            Map.entry("getMaterial", "reader, teacher"),
            Map.entry("replaceMaterial", "editor, teacher"),
            Map.entry("updateMaterial", "editor, teacher"),
            Map.entry("deleteMaterial", "editor, teacher"),
            Map.entry("getMaterialFile", "reader, teacher"),
            Map.entry("putMaterialFile", "editor, teacher"),
            Map.entry("deleteMaterialFile", "editor, teacher"),
            Map.entry("listMaterialsOfStudent", "reader, own student"),
            Map.entry("getMaterialFileOfStudent", "reader, own student"),
            Map.entry("exportRoster", "reader"),
            Map.entry("listNotices", "reader, registrar, teacher"),
            Map.entry("createNotice", "registrar, teacher"),
            Map.entry("getNotice", "reader, registrar, teacher"),
            Map.entry("replaceNotice", "registrar, teacher"),
            Map.entry("updateNotice", "registrar, teacher"),
            Map.entry("deleteNotice", "registrar, teacher"),
            Map.entry("listNoticesOfStudent", "reader, own student"),
            Map.entry("countUnreadNotices", "reader, own student"),
            Map.entry("seeNotice", "own student"),
            Map.entry("followNoticesOfStudent", "reader, own student"),
            Map.entry("getFeeTotals", "reader, bursar"),
            Map.entry("listFees", "reader, bursar"),
            Map.entry("createFee", "bursar"),
            Map.entry("chargeMany", "bursar"),
            Map.entry("getFee", "reader, bursar"),
            Map.entry("replaceFee", "bursar"),
            Map.entry("updateFee", "bursar"),
            Map.entry("deleteFee", "bursar"),
            Map.entry("listPayments", "reader, bursar"),
            Map.entry("takePayment", "bursar"),
            Map.entry("getPayment", "reader, bursar"),
            Map.entry("reversePayment", "bursar"),
            Map.entry("getPaymentTotals", "reader, bursar"),
            Map.entry("getReceipt", "reader, bursar"),
            Map.entry("listPaymentsOfStudent", "reader, bursar, own student"),
            Map.entry("getReceiptOfStudent", "reader, bursar, own student"),
            Map.entry("getBalance", "reader, bursar, own student"),
            Map.entry("getStatement", "reader, bursar, own student"),
            Map.entry("allocateCredit", "bursar"),
            Map.entry("uploadImport", "registrar, editor, bursar, admin"),
            Map.entry("listImports", "registrar, editor, bursar, admin"),
            Map.entry("getImport", "registrar, editor, bursar, admin"),
            Map.entry("confirmImport", "registrar, editor, bursar, admin"),
            Map.entry("getRefusedLines", "registrar, editor, bursar, admin"),
            Map.entry("discardImport", "registrar, editor, bursar, admin"),
            Map.entry("listSettings", "reader"),
            Map.entry("getSetting", "reader"),
            Map.entry("replaceSetting", "admin"),
            Map.entry("resetSetting", "admin"),
            Map.entry("listSettingChanges", "reader"),
            Map.entry("restoreSetting", "admin"),
            Map.entry("listTests", "reader, teacher"),
            Map.entry("createTest", "registrar, teacher"),
            Map.entry("getTest", "reader, teacher"),
            Map.entry("replaceTest", "registrar, teacher"),
            Map.entry("updateTest", "registrar, teacher"),
            Map.entry("deleteTest", "registrar, teacher"),
            Map.entry("publishTest", "registrar, teacher"),
            Map.entry("withdrawTest", "registrar, teacher"),
            Map.entry("listMarks", "reader, teacher"),
            Map.entry("markMany", "registrar, teacher"),
            Map.entry("getMark", "reader, teacher"),
            Map.entry("mark", "registrar, teacher"),
            Map.entry("deleteMark", "registrar, teacher"),
            Map.entry("listMarkChanges", "reader, teacher"),
            Map.entry("listResults", "reader, teacher"),
            Map.entry("listResultsOfClass", "reader, teacher"),
            Map.entry("getDistribution", "reader, teacher"),
            Map.entry("listMarksOfStudent", "reader, own student"),
            Map.entry("listTestsOfStudent", "reader, own student"),
            Map.entry("getReportCard", "reader, own student"),
            Map.entry("listRoster12", RosterScope.CORE + ", " + RosterScope.ROSTER),
            Map.entry("getRoster12", RosterScope.CORE + ", " + RosterScope.ROSTER),
            Map.entry("listRelatedRoster12", RosterScope.ROSTER),
            Map.entry("listRelatedOfClassRoster12", RosterScope.ROSTER),
            Map.entry("listDemographics", RosterScope.DEMOGRAPHICS),
            Map.entry("getDemographics", RosterScope.DEMOGRAPHICS),
            Map.entry(
                    "listGradebook12",
                    RosterScope.GRADEBOOK_CORE + ", " + RosterScope.GRADEBOOK + ", " + RosterScope.ASSESSMENT),
            Map.entry(
                    "getGradebook12",
                    RosterScope.GRADEBOOK_CORE + ", " + RosterScope.GRADEBOOK + ", " + RosterScope.ASSESSMENT),
            Map.entry("listRelatedGradebook12", RosterScope.GRADEBOOK),
            Map.entry("listResultsOfClass12", RosterScope.GRADEBOOK),
            Map.entry("putGradebook12", RosterScope.GRADEBOOK_WRITE + ", " + RosterScope.ASSESSMENT_WRITE),
            Map.entry("deleteGradebook12", RosterScope.GRADEBOOK_DELETE + ", " + RosterScope.ASSESSMENT_DELETE),
            Map.entry("postGradebook12", RosterScope.GRADEBOOK_WRITE + ", " + RosterScope.GRADEBOOK_POST),
            Map.entry("postGradebookOfSession12", RosterScope.GRADEBOOK_WRITE + ", " + RosterScope.GRADEBOOK_POST),
            Map.entry("listResources12", RosterScope.RESOURCE_CORE + ", " + RosterScope.RESOURCE),
            Map.entry("getResource12", RosterScope.RESOURCE_CORE + ", " + RosterScope.RESOURCE),
            Map.entry("listRelatedResources12", RosterScope.RESOURCE),
            Map.entry("listClients", "admin"),
            Map.entry("createClient", "admin"),
            Map.entry("renewSecretOfClient", "admin"),
            Map.entry("revokeClient", "admin"),
            Map.entry("issueToken", "everybody"),
            Map.entry("getIssuer", "everybody"),
            Map.entry("getIssuerKeys", "everybody"));

    /** No row has it, so that whoever is let in changes nothing. */
    private static final long NO_ROW = Long.MAX_VALUE;

    /** Callers: more would wait for connections longer than the service lets them. */
    private static final int AT_ONCE = 8;

    /** In place of a token: a new session for each request, since some end it. */
    private static final String SESSION = "session";

    private Fixtures.Row user;
    private final Map<String, String> tokens = new LinkedHashMap<>();
    private JsonNode paths;

    @BeforeEach
    void callersAndOperations() throws IOException {
        tokens.put("nobody", null);
        for (String role : List.of("reader", "registrar", "editor", "bursar", "admin")) {
            tokens.put(role, TestToken.withRoles(role));
        }
        RosterScope.GRANTABLE.keySet().forEach(scope -> tokens.put(scope, TestToken.withRoles(scope)));
        tokens.put("own student", TestToken.ofStudent(NO_ROW));
        tokens.put("another student", TestToken.ofStudent(Fixtures.student().id()));
        tokens.put("teacher", TestToken.ofTeacher(NO_ROW));
        tokens.put("user", SESSION);
        user = Users.user(Users.body());
        tokens.put("no role", TestToken.withRoles());
        tokens.put("a role that nobody grants", TestToken.withRoles("student", "superuser"));
        paths = new ObjectMapper()
                .readTree(given().get("/q/openapi?format=json").asString())
                .path("paths");
    }

    @Test
    void everyOperationLetsInWhomTheTableNamesAndNobodyElse() {
        List<Operation> operations = operations();
        List<String> callers = List.copyOf(tokens.keySet());

        List<List<Boolean>> letIn = new ArrayList<>();
        for (int first = 0; first < callers.size(); first += AT_ONCE) {
            List<String> next = callers.subList(first, Math.min(callers.size(), first + AT_ONCE));
            letIn.addAll(AtOnce.run(next.size(), caller -> {
                String token = tokens.get(next.get(caller));
                return operations.stream()
                        .map(operation -> open(send(operation, token), token))
                        .toList();
            }));
        }

        Map<String, String> found = new TreeMap<>();
        for (int operation = 0; operation < operations.size(); operation++) {
            List<String> let = new ArrayList<>();
            for (int caller = 0; caller < callers.size(); caller++) {
                if (letIn.get(caller).get(operation)) {
                    let.add(callers.get(caller));
                }
            }
            found.put(
                    operations.get(operation).description().path("operationId").asText(),
                    let.size() == callers.size() ? "everybody" : String.join(", ", let));
        }
        assertThat(found).isEqualTo(new TreeMap<>(DECISIONS));
    }

    @Test
    void theDescriptionNamesTheRolesOfTheTable() {
        Map<String, String> described = new TreeMap<>();
        paths.properties()
                .forEach(path -> path.getValue()
                        .forEach(operation -> described.put(
                                operation.path("operationId").asText(),
                                operation.path("security").isEmpty() && operation.has("security")
                                        ? "everybody"
                                        : StreamSupport.stream(
                                                        operation
                                                                .path("security")
                                                                .spliterator(),
                                                        false)
                                                .filter(requirement -> !requirement.has("client"))
                                                .map(requirement -> requirement
                                                        .elements()
                                                        .next()
                                                        .path(0)
                                                        .asText())
                                                .map(role -> role.equals("student") ? students(path.getKey()) : role)
                                                .collect(Collectors.joining(", ")))));

        assertThat(described).isEqualTo(new TreeMap<>(DECISIONS));
    }

    private record Operation(String path, String method, JsonNode description) {}

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        paths.properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.add(
                                new Operation(path.getKey(), operation.getKey(), operation.getValue()))));
        return operations;
    }

    /** A student is bound to what is below the own id, and to nothing where no student's id is in the path. */
    private static String students(String path) {
        return path.startsWith("/api/students/{id}") ? "own student" : "own student, another student";
    }

    private RequestSpecification as(String token) {
        if (SESSION.equals(token)) {
            return Users.with(Users.session(user));
        }
        return token == null ? given().auth().none() : given().auth().oauth2(token);
    }

    private Response send(Operation operation, String token) {
        RequestSpecification request = as(token);
        // a colon in a path stays one
        request.urlEncodingEnabled(false);
        operation.description().path("requestBody").path("content").fieldNames().forEachRemaining(type -> {
            request.contentType(type);
            if (type.equals(ContentType.MULTIPART.toString())) {
                // a file that there is none of: which roles those have that there are, is tested with them
                request.multiPart("none", "none.csv", new byte[0]);
            } else if (type.startsWith("image/") || type.equals(ContentType.BINARY.toString())) {
                request.body(new byte[1]);
            } else {
                request.body(type.equals(ContentType.URLENC.toString()) ? "" : "{}");
            }
        });
        return request.request(operation.method(), operation.path().replaceAll("\\{\\w+}", Long.toString(NO_ROW)));
    }

    /** It has words of its own, which its tests look at. */
    private static boolean ofOneRoster(Response response) {
        return response.asString().startsWith("{\"imsx_");
    }

    private static boolean open(Response response, String token) {
        if (token == null
                && response.statusCode() == 401
                && !response.header("WWW-Authenticate").startsWith("Basic")) {
            if (!ofOneRoster(response)) {
                response.then().spec(problem(401, "token-missing"));
            }
            return false;
        }
        if (response.statusCode() == 503) {
            // the others who are let in were before: as many are served at once as may be
            response.then().body("type", containsString("too-many-"));
            return true;
        }
        assertThat(response.statusCode()).isLessThan(500);
        if (response.statusCode() == 403) {
            if (!ofOneRoster(response)) {
                response.then().spec(problem(403, "forbidden"));
            }
            return false;
        }
        return true;
    }
}
