package org.studentmanagement.oneroster;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** What a platform is told of records that it has sent, in their order. The parts have the names of the specification. */
@RegisterForReflection
record SourcedIdPairs(@JsonProperty("sourcedIdPairs") List<Pair> pairs) {
    /**
     * @param supplied what it was sent with, or what it has now where it was sent with none
     * @param added whether it is new, which is not told
     */
    @RegisterForReflection
    record Pair(
            @JsonProperty("suppliedSourcedId") String supplied,
            @JsonProperty("allocatedSourcedId") String allocated,
            @JsonIgnore boolean added) {}
}
