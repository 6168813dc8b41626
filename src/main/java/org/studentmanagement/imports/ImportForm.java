package org.studentmanagement.imports;

import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an upload has, for the description: its parts are stored as they come. */
@Schema(description = "One or several CSV files, plain or gzip, in UTF-8", minProperties = 1)
record ImportForm(
        @Schema(format = "binary") String students,
        @Schema(format = "binary") String terms,
        @Schema(format = "binary") String courses,
        @Schema(format = "binary") String enrollments,

        @Schema(description = "Any of these, told apart by their names: students.csv, enrollments.csv.gz")
        List<InputStream> files) {}
