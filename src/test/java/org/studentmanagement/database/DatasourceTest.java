package org.studentmanagement.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms that a JDBC URL of PostgreSQL has. */
class DatasourceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "jdbc:postgresql://localhost:5432/school jdbc:postgresql://localhost:5432/other",
                "jdbc:postgresql://a:1,b:2/school?user=x&password=a/b jdbc:postgresql://a:1,b:2/other?user=x&password=a/b",
                "jdbc:postgresql://localhost/?user=x jdbc:postgresql://localhost/other?user=x",
                "jdbc:postgresql:school jdbc:postgresql:other"
            })
    void another_database_of_the_same_server_differs_in_the_name_alone(String url, String expected) {
        Datasource datasource = new Datasource(url, Optional.of("user"), Optional.of("secret"));

        assertThat(datasource.database("other"))
                .isEqualTo(new Datasource(expected, Optional.of("user"), Optional.of("secret")));
    }
}
