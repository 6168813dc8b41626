package org.studentmanagement.imports;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.studentmanagement.access.AccessRefusal;
import org.studentmanagement.access.Role;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.StreamedBody;

/** What is answered of imports, one of each state, for the description of the API. */
final class ImportExamples {
    private static final String ID = "1e3ac09e-d60d-4107-866f-ef255378b3c0";

    static final String PATH = StreamedBody.PATH + "/" + ID;

    private static final Instant TIME = Instant.parse("2026-11-20T09:00:00Z");

    private ImportExamples() {}

    @Example(when = ImportRefused.FULL, path = StreamedBody.PATH)
    static ImportRefused tooMany() {
        return ImportRefused.tooMany(20);
    }

    @Example(name = "import-forbidden", path = StreamedBody.PATH)
    static AccessRefusal notAllowed() {
        return ImportRights.refused("students", List.of(Role.EDITOR));
    }

    @Example(when = ImportRefused.CONFLICT, path = PATH + "/confirmation")
    static ImportRefused notPreviewed() {
        return ImportRefused.notPreviewed("previewing");
    }

    @Example(when = ImportRefused.CONFLICT, path = PATH + "/confirmation")
    static ImportRefused withdrawals() {
        return ImportRefused.withdrawals(1234, 25843);
    }

    @Example(when = ImportResource.UPLOADED, name = "import-waiting")
    static ImportResponse waiting() {
        return in("waiting", null, null, null);
    }

    @Example(when = ImportResource.FOUND, name = "import-previewing")
    static ImportResponse previewing() {
        return in("previewing", new ImportResponse.Step("checking", 1, 4), null, null);
    }

    @Example(when = ImportResource.FOUND, name = "import-previewed")
    static ImportResponse previewed() {
        return in("previewed", null, report(), null);
    }

    @Example(when = ImportResource.CONFIRMED, name = "import-confirmed")
    static ImportResponse confirmed() {
        return in("confirmed", null, report(), null);
    }

    @Example(when = ImportResource.FOUND, name = "import-imported")
    static ImportResponse imported() {
        return in("imported", null, report(), null);
    }

    @Example(when = ImportResource.FOUND, name = "import-failed")
    static ImportResponse failed() {
        return in("failed", null, null, "students.csv, line 1: the column number is missing.");
    }

    private static ImportResponse in(String state, ImportResponse.Step progress, ImportReport report, String detail) {
        return new ImportResponse(
                UUID.fromString(ID),
                state,
                "timetable",
                "timetable",
                true,
                false,
                TIME,
                TIME,
                progress,
                report,
                detail);
    }

    private static ImportReport report() {
        return new ImportReport(
                List.of(new ImportReport.SheetCounts("students", 12, 3, 28770, 1, 0, 0)),
                null,
                List.of(new ImportReport.RefusedLine(
                        "students", 3, "email", "\"bob\" is not an e-mail address: send one like ada@example.org")));
    }
}
