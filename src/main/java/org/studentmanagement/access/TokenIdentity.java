package org.studentmanagement.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonNumber;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who a valid token stands for. Of its roles only those count that this service grants; one with a {@code student_id} is
 * that student and nothing else, whatever roles it has besides.
 */
@ApplicationScoped
public class TokenIdentity implements SecurityIdentityAugmentor {
    /** The claim, and the attribute of the identity, a positive {@code long}. */
    public static final String STUDENT_ID = "student_id";

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom()
                .item(identity.getPrincipal() instanceof JsonWebToken token ? of(token, identity) : identity);
    }

    private static SecurityIdentity of(JsonWebToken token, SecurityIdentity identity) {
        QuarkusSecurityIdentity.Builder builder = QuarkusSecurityIdentity.builder()
                .setPrincipal(token)
                .addCredentials(identity.getCredentials())
                .addAttributes(identity.getAttributes());
        if (token.containsClaim(STUDENT_ID)) {
            builder.addRole(Role.STUDENT).addAttribute(STUDENT_ID, studentId(token));
        } else {
            identity.getRoles().stream().filter(Role.GRANTABLE::containsKey).forEach(builder::addRole);
        }
        return builder.build();
    }

    private static long studentId(JsonWebToken token) {
        Object claim = token.getClaim(STUDENT_ID);
        try {
            long id = claim instanceof JsonNumber number
                    ? number.bigDecimalValue().longValueExact()
                    : 0;
            if (id > 0) {
                return id;
            }
        } catch (ArithmeticException fractionOrTooLarge) {
            // said below
        }
        throw new AuthenticationFailedException("student_id is no positive whole number");
    }
}
