package org.studentmanagement.student;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A student as stored. */
@Schema(description = "A student")
record StudentResponse(
        @Schema(examples = "1") long id,

        @Schema(description = "Registration number", examples = "11391")
        String number,

        @Schema(description = "Full name", examples = "Ada Lovelace")
        String name,

        @Schema(description = "E-mail address", examples = "ada@students.example")
        String email,

        @Schema(description = "When it was first stored", examples = "2026-11-20T09:00:00Z")
        Instant createdAt,

        @Schema(description = "When it last changed", examples = "2026-11-20T09:00:00Z")
        Instant updatedAt,

        @Schema(description = "How often it has changed; in quotes, it is the ETag", examples = "0")
        long version) {

    static StudentResponse of(Student student) {
        return new StudentResponse(
                student.id,
                student.number,
                student.name,
                student.email,
                student.createdAt,
                student.updatedAt,
                student.version);
    }
}
