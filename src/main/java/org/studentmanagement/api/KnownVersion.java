package org.studentmanagement.api;

import jakarta.ws.rs.HeaderParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The version that a caller has read of what is to be changed. */
public class KnownVersion {
    @HeaderParam("If-Match")
    @Parameter(
            description = "The ETag that was read, so that nobody's change is overwritten unseen",
            required = true,
            example = "\"3\"",
            schema = @Schema(type = SchemaType.STRING))
    List<String> ifMatch;

    /** Lets a change pass only of the version that is stored: fails with 428 where none is named, with 412 where another is. */
    public void require(long stored) {
        Preconditions.require(stored, ifMatch);
    }

    /**
     * The same where nothing counts the changes.
     *
     * @param parts as of {@link Tagged#answer}
     */
    public void require(List<?> parts) {
        Preconditions.require(Tagged.tag(parts), ifMatch);
    }
}
