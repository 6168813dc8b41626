package org.studentmanagement.profile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.studentmanagement.testsupport.Management.management;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.store.FileStore;
import org.studentmanagement.store.FileSweeper;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;
import org.studentmanagement.testsupport.ServiceDatabase;

/** Where pictures are, and how they go. */
@QuarkusTest
class PictureFilesTest {
    private static final byte[] FORMER = {1, 2, 3};

    @Inject
    FileStore store;

    @Inject
    FileSweeper sweeper;

    @Inject
    FormerPictures former;

    private Row student;
    private String path;

    @BeforeEach
    void aStudent() {
        student = Fixtures.student();
        path = student.path() + "/picture";
    }

    @ParameterizedTest
    @ValueSource(strings = {"replaced", "taken away", "erased"})
    void aPictureThatNobodyMaySeeIsGoneWithTheNextSweep(String how) throws Exception {
        put(10);
        UUID file = file();
        assertThat(store.has(file)).isTrue();

        switch (how) {
            case "replaced" -> put(20);
            case "erased" ->
                given().header("If-Match", "*")
                        .post(student.path() + "/erasure")
                        .then()
                        .statusCode(204);
            default -> given().delete(path).then().statusCode(204);
        }
        sweeper.sweep();

        assertThat(store.has(file)).isFalse();
        assertThat(ServiceDatabase.longs("SELECT count(*) FROM stored_files WHERE id = ?", file))
                .containsExactly(0L);
    }

    @Test
    void oneThatTheReleaseBeforeStoredIsReadFromThereAndMoved() throws SQLException, IOException {
        byFormerRelease();
        Response before = get();
        before.then().statusCode(200);
        assertThat(before.asByteArray()).isEqualTo(FORMER);

        former.move();

        assertThat(formerly()).isZero();
        assertThat(store.has(file())).isTrue();
        given().header("If-None-Match", before.header("ETag")).get(path).then().statusCode(304);
        assertThat(get().asByteArray()).isEqualTo(FORMER);
    }

    @Test
    void whicheverReleaseStoredLastIsShown() throws SQLException, IOException {
        put(10);
        byFormerRelease();
        assertThat(get().asByteArray()).isEqualTo(FORMER);
        put(20);
        assertThat(formerly()).isZero();
        byFormerRelease();
        given().delete(path).then().statusCode(204);

        get().then().spec(problem(404, "not-found"));
    }

    @Test
    void whetherItIsTheStoreOfTheOtherReplicasIsToldToOperators() throws IOException {
        put(10);

        management()
                .get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'files' }.data.store", is("that of the other replicas"));
        management().get("/q/metrics").then().body(containsString("files_store_another 0.0"));
    }

    @Test
    void whatTheStoreHasLostIsToldSo() throws SQLException, IOException {
        put(10);
        store.remove(file());

        get().then().spec(problem(503, "file-unavailable"));
    }

    private void byFormerRelease() throws SQLException {
        try (Connection connection = ServiceDatabase.connect()) {
            Jdbc.update(
                    connection,
                    "INSERT INTO profile_pictures (student_id, content) VALUES (?, ?)"
                            + " ON CONFLICT (student_id) DO UPDATE SET content = EXCLUDED.content",
                    student.id(),
                    FORMER);
        }
    }

    private long formerly() throws SQLException {
        return ServiceDatabase.longs("SELECT count(*) FROM profile_pictures WHERE student_id = ?", student.id())
                .get(0);
    }

    private UUID file() throws SQLException {
        try (Connection connection = ServiceDatabase.connect()) {
            return UUID.fromString(
                    Jdbc.string(connection, "SELECT file_id FROM student_pictures WHERE student_id = ?", student.id()));
        }
    }

    private void put(int side) throws IOException {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB), "png", picture);
        given().contentType("image/png")
                .body(picture.toByteArray())
                .put(path)
                .then()
                .statusCode(204);
    }

    private Response get() {
        return given().get(path);
    }
}
