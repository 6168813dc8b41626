package org.studentmanagement.oneroster;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.testsupport.ServiceDatabase;

/** That the service takes apart what the database has put together. */
@QuarkusTest
class SourcedIdTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0",
        "4294967295, 15, 17592186044415, 1099511627775",
        "2147483649, 8, 1, 8",
        "1, 16, 1, 0",
        "4294967295, 63, 2, 1",
        "8, 7, 34359738376, 2"
    })
    void anIdIsMadeOfWhatItIsReadInto(long prefix, int noun, long id, long otherId) throws SQLException {
        String half =
                "SELECT ('x' || substr(replace(sourced_id(%d, %d, %d, %d)::text, '-', ''), %d, 16))::bit(64)::bigint";
        long high = ServiceDatabase.longs(half.formatted(prefix, noun, id, otherId, 1))
                .get(0);
        long low = ServiceDatabase.longs(half.formatted(prefix, noun, id, otherId, 17))
                .get(0);

        UUID uuid = new UUID(high, low);

        assertThat(uuid.version()).isEqualTo(8);
        assertThat(SourcedId.parse(uuid.toString())).contains(new SourcedId(prefix, noun, id, otherId));
        assertThat(SourcedId.parse(uuid.toString().toUpperCase(Locale.ROOT)))
                .contains(new SourcedId(prefix, noun, id, otherId));
    }

    @Test
    void ofAnIdThatDoesNotFitThereIsNone() throws SQLException {
        assertThat(
                        ServiceDatabase.longs(
                                "SELECT 1 WHERE sourced_id(0, 1, 17592186044416, 0) IS NULL AND sourced_id(0, 1, 0, 1099511627776) IS NULL"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "11391", "c0ffee00-1000-4000-8000-000000000000", "c0ffee00-1000-8000-c000-000000000000"})
    void whatIsOfAnotherFormIsNobodys(String text) {
        assertThat(SourcedId.parse(text)).isEmpty();
    }

    @Test
    void aUuidThatIsNotOfTheFormThatIsMadeHereIsTheOneOfOtherSoftware() {
        UUID random = UUID.randomUUID();

        assertThat(SourcedId.given(random.toString().toUpperCase(Locale.ROOT))).contains(random);
        assertThat(SourcedId.given("c0ffee00-1000-8000-8000-000000000000")).isEmpty();
        assertThat(SourcedId.given("lms-1")).isEmpty();
    }
}
