package org.studentmanagement.imports;

import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an upload has, for the description, which adds a member for each file that there is: its parts are stored as they come. */
@Schema(description = "One or several CSV files, plain or gzip, in UTF-8", minProperties = 1)
record ImportForm(
        @Schema(description = "Any of the others, told apart by their names: students.csv, enrollments.csv.gz")
        List<InputStream> files) {}
