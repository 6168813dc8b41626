package org.studentmanagement.profile;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.studentmanagement.testsupport.Problems.problem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;

@QuarkusTest
class PictureResourceTest {
    private static final int RED = 0xFFE00000;

    private Row student;

    @BeforeEach
    void aStudent() {
        student = Fixtures.student();
    }

    @ParameterizedTest
    @CsvSource({"png, 1000, 1600, 400", "jpeg, 900, 500, 400", "png, 120, 90, 90", "jpeg, 401, 401, 400", "png, 1, 1, 1"
    })
    void whatIsKeptIsTheSquareInTheMiddle(String format, int width, int height, int side) throws IOException {
        put(picture(format, width, height), "image/" + format).then().statusCode(204);

        Response kept = get(null);
        kept.then().statusCode(200).contentType("image/jpeg").header("X-Content-Type-Options", "nosniff");
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(kept.asByteArray()));
        assertThat(read.getWidth()).isEqualTo(side);
        assertThat(read.getHeight()).isEqualTo(side);
        assertThat(read.getRGB(side / 2, side / 2) >>> 16 & 0xFF).isBetween(0xD0, 0xF0);
        get(kept.header("ETag")).then().statusCode(304).body(is(""));
    }

    /** The corner in which the red quarter of the picture is, that is in the upper left one before it is turned. */
    @ParameterizedTest
    @CsvSource({
        "1, II, 0, 0",
        "2, MM, 1, 0",
        "3, II, 1, 1",
        "4, MM, 0, 1",
        "5, II, 0, 0",
        "6, MM, 1, 0",
        "7, II, 1, 1",
        "8, MM, 0, 1",
        "9, II, 0, 0"
    })
    void aPictureOfATelephoneThatWasTurnedIsUpright(int orientation, String order, int column, int row)
            throws IOException {
        BufferedImage picture = new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 2500; i++) {
            picture.setRGB(i % 50, i / 50, RED);
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpeg", written);
        put(withOrientation(written.toByteArray(), orientation, order), "image/jpeg")
                .then()
                .statusCode(204);

        BufferedImage kept = ImageIO.read(new ByteArrayInputStream(get(null).asByteArray()));
        assertThat(kept.getRGB(25 + 50 * column, 25 + 50 * row) >>> 16 & 0xFF).isBetween(0xD0, 0xF0);
        assertThat(kept.getRGB(75 - 50 * column, 75 - 50 * row) >>> 16 & 0xFF).isLessThan(0x20);
    }

    @Test
    void aTurnThatCannotBeReadIsNone() throws IOException {
        byte[] jpeg = withOrientation(picture("jpeg", 50, 50), 6, "MM");
        // where the first directory is
        ByteBuffer.wrap(jpeg).putInt(16, Integer.MAX_VALUE);

        put(jpeg, "image/jpeg").then().statusCode(204);
    }

    private static byte[] withOrientation(byte[] jpeg, int orientation, String order) {
        ByteBuffer exif =
                ByteBuffer.allocate(26).order(order.equals("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        exif.put(order.getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        exif.putShort((short) 1)
                .putShort((short) 274)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation);
        ByteBuffer turned = ByteBuffer.allocate(jpeg.length + 36);
        turned.put(jpeg, 0, 2).put(new byte[] {(byte) 0xFF, (byte) 0xE1}).putShort((short) 34);
        turned.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(exif.array());
        return turned.put(jpeg, 2, jpeg.length - 2).array();
    }

    @Test
    void anotherOneTakesItsPlaceAndItGoes() throws IOException {
        put(picture("png", 10, 10), "image/png").then().statusCode(204);
        String tag = get(null).header("ETag");
        put(picture("png", 20, 20), "image/png").then().statusCode(204);

        get(tag).then().statusCode(200);
        given().delete(student.path() + "/picture").then().statusCode(204);
        given().delete(student.path() + "/picture").then().spec(problem(404, "not-found"));
        get(null).then().spec(problem(404, "not-found"));
        given().contentType("image/png")
                .body(picture("png", 10, 10))
                .put("/api/students/0/picture")
                .then()
                .spec(problem(404, "not-found"));
    }

    @Test
    void whatIsNoPictureIsRefusedWhateverItIsCalled() throws IOException {
        put("<svg/>".getBytes(StandardCharsets.UTF_8), "image/png")
                .then()
                .spec(problem(422, "unfit-picture"))
                .body("detail", containsString("neither as a JPEG nor as a PNG"));
        byte[] whole = picture("jpeg", 300, 300);
        put(Arrays.copyOf(whole, 30), "image/jpeg").then().spec(problem(422, "unfit-picture"));
        put(whole, "image/gif").then().statusCode(415);
    }

    /** Of which nobody reads the pixels: there are none. */
    @Test
    void oneOfFiftyThousandPixelsASideIsRefusedByWhatItsHeaderSays() throws IOException {
        byte[] huge = picture("png", 10, 10);
        ByteBuffer header = ByteBuffer.wrap(huge);
        header.putInt(16, 50_000).putInt(20, 50_000);
        CRC32 sum = new CRC32();
        sum.update(huge, 12, 17);
        header.putInt(29, (int) sum.getValue());

        put(huge, "image/png")
                .then()
                .spec(problem(422, "unfit-picture"))
                .body("detail", containsString("50000 times 50000 pixels"));
    }

    private static byte[] picture(String format, int width, int height) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, RED);
            }
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, format, written)).isTrue();
        return written.toByteArray();
    }

    private Response put(byte[] picture, String type) {
        return given().contentType(type).body(picture).put(student.path() + "/picture");
    }

    private Response get(String known) {
        var request = given();
        if (known != null) {
            request.header("If-None-Match", known);
        }
        return request.get(student.path() + "/picture");
    }
}
