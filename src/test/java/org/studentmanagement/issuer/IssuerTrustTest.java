package org.studentmanagement.issuer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.TestToken;

@BesideTheService
class IssuerTrustTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ISSUER_SIGNING_KEY= | Nothing says whose tokens to take: set ISSUER_SIGNING_KEY and ISSUER_URL",
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION=http://localhost/keys | Two issuers are configured:",
                "ISSUER_SIGNING_KEY= MP_JWT_VERIFY_PUBLICKEY_LOCATION=http://localhost/keys"
                        + " | Tokens of the issuer that are meant for others must not be taken:",
                "ISSUER_URL= | A signing key makes the service an issuer, so set ISSUER_URL too:",
                "ISSUER_SIGNING_KEY=pom.xml | The signing key pom.xml is no RSA key of 2048 bits or more",
                "ISSUER_SIGNING_KEY=nowhere.pem ISSUER_CREATE_KEY=false | The signing key nowhere.pem cannot be read."
            })
    void withoutOneWhoseTokensItTakesTheServiceDoesNotStart(String settings, String sentence) {
        Map<String, String> all = new HashMap<>(TestToken.ISSUER_SETTINGS);
        for (String setting : settings.split(" ")) {
            all.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
        }
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(new EnvConfigSource(all, EnvConfigSource.ORDINAL))
                .withMapping(IssuerConfig.class)
                .build();

        assertThatThrownBy(() -> new IssuerTrust(new Issuer(config.getConfigMapping(IssuerConfig.class)), config)
                        .check(new StartupEvent()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(sentence);
    }
}
