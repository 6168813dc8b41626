package org.studentmanagement.api;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.EntityTag;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What a caller has read before, and need not be sent while it is the same. */
public class KnownTags {
    @HeaderParam("If-None-Match")
    @Parameter(
            description = "An ETag that is known already: the answer is 304 while it holds",
            example = "\"3\"",
            schema = @Schema(type = SchemaType.STRING))
    List<String> ifNoneMatch;

    /** Whether it is what is there now. */
    public boolean have(EntityTag current) {
        return Preconditions.isKnown(current, ifNoneMatch);
    }
}
