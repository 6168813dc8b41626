package org.studentmanagement.migration.proof.fingerprint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The rows of a table that are not as they were, each by the values of its key.
 *
 * @param key the columns of the key
 * @param altered are there, with another value in some column
 * @param lost are not there any more
 * @param added were not there before
 * @param alteredOrAdded of which it is not known
 * @param more about how many differ besides those; null where they are too many to tell
 * @param sample null unless they are too many to tell
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DifferingRows(
        List<String> key,
        List<List<String>> altered,
        List<List<String>> lost,
        List<List<String>> added,
        List<List<String>> alteredOrAdded,
        Long more,
        Sample sample) {
    /** So many of so many rows that were picked before differ now. */
    @RegisterForReflection
    public record Sample(long differing, long of) {}
}
