package org.studentmanagement.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.studentmanagement.testsupport.BesideTheService;

@BesideTheService
class DatasourceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:school",
                "jdbc:postgresql://localhost/school",
                "jdbc:postgresql://127.0.0.1:5433/school?user=school",
                "jdbc:postgresql://[::1]:5432,localhost:5433/school"
            })
    void loopbackIsLocal(String url) {
        assertThat(at(url).local()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://192.0.2.7/school",
                "jdbc:postgresql://localhost:5432,192.0.2.7:5432/school",
                "jdbc:postgresql://localhost.invalid/school"
            })
    void anyOtherHostIsNotLocal(String url) {
        assertThat(at(url).local()).isFalse();
    }

    @Test
    void thePlaceLeavesTheLoginOut() {
        assertThat(at("jdbc:postgresql://db.example:6432/school?user=me&password=secret")
                        .place())
                .isEqualTo("school on db.example:6432");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql:school, jdbc:postgresql:other",
        "jdbc:postgresql://a:1, jdbc:postgresql://a:1/other",
        "jdbc:postgresql:///school, jdbc:postgresql:///other",
        "'jdbc:postgresql://a:1,b:2/school?user=me&password=a/b', 'jdbc:postgresql://a:1,b:2/other?user=me&password=a/b'"
    })
    void anotherDatabaseOfTheSameServerDiffersByItsNameAlone(String url, String other) {
        assertThat(at(url).database("other").url()).isEqualTo(other);
    }

    private static Datasource at(String url) {
        return new Datasource(url, Optional.empty(), Optional.empty());
    }
}
