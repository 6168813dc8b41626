package org.studentmanagement.oneroster;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** The body of every refusal of OneRoster 1.2. The parts have the names of the specification, whatever those of others are. */
@RegisterForReflection(registerFullHierarchy = true)
record StatusInfo(
        @JsonProperty("imsx_codeMajor") String codeMajor,
        @JsonProperty("imsx_severity") String severity,
        @JsonProperty("imsx_description") String description,
        @JsonProperty("imsx_CodeMinor") Minor codeMinor) {
    @RegisterForReflection
    record Minor(@JsonProperty("imsx_codeMinorField") List<MinorField> fields) {}

    @RegisterForReflection
    record MinorField(
            @JsonProperty("imsx_codeMinorFieldName") String name,
            @JsonProperty("imsx_codeMinorFieldValue") String value) {}

    static StatusInfo failure(String code, String description) {
        return new StatusInfo(
                "failure", "error", description, new Minor(List.of(new MinorField("TargetEndSystem", code))));
    }

    /** Of what is refused by what all endpoints share. */
    static String codeOf(int status) {
        return switch (status) {
            case 401 -> "unauthorisedrequest";
            case 403 -> OneRosterRefusal.FORBIDDEN;
            case 404 -> OneRosterRefusal.UNKNOWN;
            case 429, 503 -> "server_busy";
            case 500 -> "internal_server_error";
            default -> OneRosterRefusal.INVALID;
        };
    }
}
