package org.studentmanagement.access;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/** Why a token is not valid, for the log: the libraries' own words would put the token and its claims there. */
final class TokenFaults {
    private static final Map<Integer, String> WORDS = Map.of(
            ErrorCodes.EXPIRED, "expired",
            ErrorCodes.EXPIRATION_MISSING, "no expiry",
            ErrorCodes.NOT_YET_VALID, "not valid yet",
            ErrorCodes.AUDIENCE_MISSING, "no audience",
            ErrorCodes.AUDIENCE_INVALID, "another audience",
            ErrorCodes.ISSUER_MISSING, "no issuer",
            ErrorCodes.ISSUER_INVALID, "another issuer",
            ErrorCodes.SIGNATURE_INVALID, "wrong signature",
            ErrorCodes.SIGNATURE_MISSING, "no signature");

    private TokenFaults() {}

    static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    static String reason(Throwable failure) {
        return causes(failure)
                .flatMap(TokenFaults::words)
                .distinct()
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), words -> "invalid token" + (words.isEmpty() ? "" : ": " + words)));
    }

    private static Stream<String> words(Throwable cause) {
        if (cause instanceof UnusableToken unusable) {
            return Stream.of(unusable.getMessage());
        }
        return cause instanceof InvalidJwtException invalid
                ? invalid.getErrorDetails().stream()
                        .map(ErrorCodeValidator.Error::getErrorCode)
                        .map(code -> WORDS.getOrDefault(code, "not readable, or of an unknown key"))
                : Stream.empty();
    }
}
