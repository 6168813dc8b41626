package org.studentmanagement.issuer;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.studentmanagement.access.RandomToken;
import org.studentmanagement.access.RosterScope;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.Sql;

/** The clients as the server changes them, where the database lets it. */
final class Clients {
    @RegisterForReflection
    record Stored(
            String id,
            String description,
            List<String> roles,
            Long studentId,
            Instant createdAt,
            Instant previousSecretUntil,
            Instant revokedAt) {}

    @RegisterForReflection
    record Changed(String id) {}

    @RegisterForReflection
    record Salt(String hex) {}

    private static final String LIST = """
            SELECT id, description, roles, student_id, created_at, revoked_at,
              CASE WHEN previous_secret_until > now() THEN previous_secret_until END AS previous_secret_until
            FROM clients ORDER BY id
            """;

    private static final String STORE = """
            INSERT INTO clients (id, description, roles, secret_salt, secret_hash) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (id) DO NOTHING RETURNING id
            """;

    private static final String LOCK =
            "SELECT encode(secret_salt, 'hex') AS hex FROM clients WHERE id = $1 AND revoked_at IS NULL FOR UPDATE";

    private static final String RENEW = """
            UPDATE clients SET secret_hash = $2, previous_secret_hash = secret_hash, previous_secret_until = now() + interval '1 day'
            WHERE id = $1 RETURNING id
            """;

    private static final String REVOKE =
            "UPDATE clients SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL RETURNING id";

    private Clients() {}

    static Uni<List<ClientResponse>> list() {
        return Sql.list(Stored.class, LIST)
                .map(all -> all.stream().map(ClientResponse::of).toList());
    }

    static Uni<GivenSecret> store(String name, ClientRequest request) {
        List<String> scopes =
                request.scopes().stream().map(RosterScope::full).distinct().toList();
        if (!RosterScope.GRANTABLE.keySet().containsAll(scopes)) {
            throw ProblemException.invalid(
                    List.of(Problem.Fault.at("/scopes", "must be only of these: " + RosterScope.listed())));
        }
        String secret = RandomToken.make();
        byte[] salt = Secret.salt();
        return allowed(Sql.write(
                        Changed.class,
                        STORE,
                        name,
                        request.description(),
                        scopes.stream().map(RosterScope::stored).toArray(String[]::new),
                        Buffer.buffer(salt),
                        Buffer.buffer(Secret.hash(secret, salt))))
                .map(stored -> {
                    if (stored.isEmpty()) {
                        throw ClientStays.taken(name);
                    }
                    return new GivenSecret(name, secret);
                });
    }

    static Uni<GivenSecret> renew(String name) {
        String secret = RandomToken.make();
        return allowed(Sql.transaction(sql -> sql.run(Salt.class, LOCK, name).flatMap(salt -> {
                    byte[] hash = Secret.hash(
                            secret, HexFormat.of().parseHex(only(salt, name).hex()));
                    return sql.run(Changed.class, RENEW, name, Buffer.buffer(hash));
                })))
                .replaceWith(new GivenSecret(name, secret));
    }

    static Uni<Void> revoke(String name) {
        return allowed(Sql.write(Changed.class, REVOKE, name))
                .invoke(revoked -> only(revoked, name))
                .replaceWithVoid();
    }

    private static <R> R only(List<R> found, String name) {
        return found.stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("No client that may ask for tokens has the name " + name + "."));
    }

    private static <T> Uni<T> allowed(Uni<T> written) {
        return written.onFailure(ClientStays::isForbidden).transform(refused -> ClientStays.readOnly());
    }
}
