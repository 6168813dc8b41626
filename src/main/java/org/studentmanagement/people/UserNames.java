package org.studentmanagement.people;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.studentmanagement.api.Sql;

/** What users are called, and nothing else of them. */
@Schema(description = "The names of those users who are asked for and are there, by id")
record UserNames(List<UserName> items) {
    @Schema(name = "UserName", description = "What a user is called")
    record UserName(
            @Schema(examples = "1") long id,

            @Schema(description = "Full name", examples = "Mary Somerville")
            String name) {}

    private static final String FIND = "SELECT id, name FROM users WHERE id = ANY($1::bigint[]) ORDER BY id";

    static Uni<UserNames> of(List<Long> ids) {
        return Sql.list(UserName.class, FIND, (Object) ids.toArray(Long[]::new)).map(UserNames::new);
    }
}
