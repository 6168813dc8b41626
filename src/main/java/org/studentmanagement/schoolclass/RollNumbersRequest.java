package org.studentmanagement.schoolclass;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which members get which numbers: 1 to 500, each once. */
@Schema(description = "Which members get which roll numbers; those who are not named keep theirs")
record RollNumbersRequest(
        @Schema(
                examples = "[{\"student_id\": 1, \"roll_number\": 2}, {\"student_id\": 2, \"roll_number\": 1}]",
                type = SchemaType.ARRAY)
        @NotNull(message = SOME)
        @Size(min = 1, max = MOST, message = SOME)
        List<@NotNull @Valid Given> rollNumbers) {

    private static final int MOST = 500;

    private static final String SOME = "must list 1 to 500 members";

    /** The number of one. */
    @Schema(name = "RollNumber", description = "The roll number that a member gets")
    record Given(
            @Schema(examples = "1") @NotNull Long studentId,

            @Schema(
                    description = "Place in the register; null for none",
                    examples = "2",
                    nullable = true,
                    minimum = "1")
            @Min(value = 1, message = "must not be less than 1")
            Integer rollNumber) {}

    @AssertTrue(message = "roll_numbers must name each student once")
    @Schema(hidden = true)
    public boolean isEachOnce() {
        return rollNumbers == null
                || rollNumbers.contains(null)
                || rollNumbers.stream().map(Given::studentId).distinct().count() == rollNumbers.size();
    }
}
