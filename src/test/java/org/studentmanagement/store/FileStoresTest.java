package org.studentmanagement.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.testsupport.BesideTheService;

@BesideTheService
class FileStoresTest {
    private static final String WHOLE = "endpoint=https://s3.example bucket=school access-key=one secret-key=two";

    @ParameterizedTest
    @CsvSource({
        "bucket=school, Files cannot be kept in a bucket of which half is said: set MATERIALS_S3_ENDPOINT",
        "endpoint=https://s3.example bucket=school access-key=one, Files cannot be kept in a bucket of which half is said:",
        WHOLE + " folder=/srv/files, Two places for files are configured:",
        "endpoint=s3.example bucket=school access-key=one secret-key=two, MATERIALS_S3_ENDPOINT is no address:",
    })
    void whatDoesNotSayOnePlaceIsRefusedAtTheStart(String settings, String sentence) {
        StoreConfig config = of(settings);

        assertThatThrownBy(() -> FileStores.require(config))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(sentence);
    }

    @Test
    void filesAreInTheBucketOrTheFolderOrNowhere() {
        StoreConfig bucket = of(WHOLE);
        FileStores.require(bucket);
        FileStores.require(of(""));

        assertThat(new FileStores().configured(bucket)).isInstanceOf(S3Store.class);
        assertThat(new FileStores().configured(of("folder=/srv/files")).available())
                .isTrue();
        assertThat(new FileStores().configured(of("")).available()).isFalse();
    }

    private static StoreConfig of(String settings) {
        return StoreSettings.of(Arrays.stream(settings.split(" "))
                .filter(setting -> setting.contains("="))
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> "materials." + (pair[0].equals("folder") ? "" : "s3.") + pair[0], pair -> pair[1])));
    }
}
