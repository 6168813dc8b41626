package org.studentmanagement.testsupport;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.studentmanagement.access.Role;
import org.studentmanagement.access.RosterScope;
import org.studentmanagement.issuer.SigningKey;

/** Tokens of the service's own issuer, as it is configured in tests. */
public final class TestToken {
    public static final String ISSUER = "https://school.example";
    public static final String AUDIENCE = "student-management";

    /** Where the configuration of tests has it. */
    public static final Path KEY_FILE = Path.of("target", "signing-key.pem");

    /** The same for the package, where the configuration of tests does not count. */
    public static final Map<String, String> ISSUER_SETTINGS =
            Map.of("ISSUER_SIGNING_KEY", KEY_FILE.toString(), "ISSUER_CREATE_KEY", "true", "ISSUER_URL", ISSUER);

    /** A key takes seconds to be found, so it stays from one run to the next. */
    private static final Path OTHER_KEY_FILE = Path.of("target", "other-signing-key.pem");

    /** To sign is the most of what a small test does, so that those who need no token of their own share one. */
    private static final Map<String, String> BY_SCOPE = new ConcurrentHashMap<>();

    private static final Map<Long, String> OF_STUDENTS = new ConcurrentHashMap<>();

    private static final Map<Long, String> OF_TEACHERS = new ConcurrentHashMap<>();

    private TestToken() {}

    public static String withRoles(String... roles) {
        return BY_SCOPE.computeIfAbsent(String.join(" ", roles), scope -> signed(claims().claim("scope", scope)));
    }

    /** What most tests use: all that can be granted. */
    public static String withAllRoles() {
        List<String> all = new ArrayList<>(Role.GRANTABLE.keySet());
        all.addAll(RosterScope.GRANTABLE.keySet());
        return withRoles(all.toArray(String[]::new));
    }

    public static String ofStudent(long id) {
        return OF_STUDENTS.computeIfAbsent(
                id, student -> signed(claims().claim("scope", "student").claim("student_id", student)));
    }

    public static String ofTeacher(long id) {
        return OF_TEACHERS.computeIfAbsent(id, teacher -> signed(claims().claim("teacher_id", teacher)));
    }

    /** A valid token without roles, to be altered. */
    public static JwtClaimsBuilder claims() {
        return Jwt.claims().issuer(ISSUER).audience(AUDIENCE).subject("test").expiresIn(Duration.ofHours(1));
    }

    public static String signed(JwtClaimsBuilder claims) {
        SigningKey key = key();
        return claims.jws().keyId(key.id()).sign(key.secret());
    }

    public static SigningKey key() {
        return at(KEY_FILE);
    }

    /** One of which the service knows nothing. */
    public static SigningKey otherKey() {
        return at(OTHER_KEY_FILE);
    }

    private static SigningKey at(Path file) {
        SigningKey.createAt(file);
        return SigningKey.read(file);
    }
}
