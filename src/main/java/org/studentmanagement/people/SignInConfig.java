package org.studentmanagement.people;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;

/** How people sign in. */
@ConfigMapping(prefix = "sign-in")
interface SignInConfig {
    /** After how long without a request a session ends. */
    @WithDefault("8h")
    Duration idle();

    /** After how long a session ends in any case. */
    @WithDefault("7d")
    Duration longest();

    /** How long a link for setting a password is good. */
    @WithDefault("3d")
    Duration link();

    /** The logarithm of the rounds of bcrypt: one more doubles what a password costs whoever guesses it, and the service. */
    @WithDefault("12")
    @WithConverter(Cost.class)
    int cost();

    /** The claim of a provider's ID token that is the e-mail address of a user; {@code email} counts where it is verified. */
    @WithDefault("email")
    String claim();

    /** The path of the page to which who has signed in at a provider is led. */
    @WithDefault("/")
    String landing();

    /** No annotation of Bean Validation: for the first of one, a validator of all settings would be built before each start. */
    final class Cost implements Converter<Integer> {
        private static final long serialVersionUID = 1;
        private static final int LEAST = 4;
        private static final int MOST = 16;

        @Override
        public Integer convert(String value) {
            int cost = Integer.parseInt(value);
            if (cost < LEAST || cost > MOST) {
                throw new IllegalArgumentException("sign-in.cost is from %d to %d.".formatted(LEAST, MOST));
            }
            return cost;
        }
    }
}
