package org.studentmanagement.people;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

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
    @Min(4)
    @Max(16)
    int cost();

    /** The claim of a provider's ID token that is the e-mail address of a user; {@code email} counts where it is verified. */
    @WithDefault("email")
    String claim();

    /** The path of the page to which who has signed in at a provider is led. */
    @WithDefault("/")
    String landing();
}
