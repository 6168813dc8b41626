package org.studentmanagement.imports;

import io.vertx.core.http.HttpHeaders;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.api.ProblemException;
import org.studentmanagement.api.StreamedBody;

/** An import is not taken, or not carried out. */
final class ImportRefused extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String FULL = "As many imports as are kept wait to be confirmed or discarded";

    static final String DONE = "It is imported already";

    static final String CONFLICT =
            "It is not previewed, refuses lines, withdraws more than was confirmed, or is imported already: type says which";

    private ImportRefused(int status, String kind, String title, String detail) {
        super(status, kind, title, detail);
    }

    static NotFound unknown(UUID id) {
        return new NotFound("No import has the id " + id + ": it was discarded, or is too old.");
    }

    static ImportRefused tooLarge(long most) {
        return new ImportRefused(
                StatusCode.PAYLOAD_TOO_LARGE,
                "too-large",
                "The body is too large",
                "Send at most " + most + " bytes. Compress the files with gzip. The import command takes more.");
    }

    @Example(path = StreamedBody.PATH)
    static ImportRefused tooManyUploads() {
        return new ImportRefused(
                StatusCode.SERVICE_UNAVAILABLE, "too-many-uploads", "Too many uploads at once", COME_AGAIN);
    }

    static ImportRefused tooMany(int kept) {
        return new ImportRefused(
                StatusCode.CONFLICT,
                "too-many-imports",
                "Too many imports wait",
                "There are " + kept
                        + " already. Confirm or discard some: GET /api/imports lists them, an administrator those of all.");
    }

    static ImportRefused files(String detail) {
        return new ImportRefused(
                StatusCode.BAD_REQUEST, "invalid-request", "The request is not valid", detail + " Nothing was stored.");
    }

    static ImportRefused notPreviewed(String state) {
        return new ImportRefused(
                StatusCode.CONFLICT,
                "import-not-previewed",
                "The import is not previewed",
                state.equals("failed")
                        ? "It has failed. Correct the files and upload them again."
                        : "It is " + state + ". Confirm it when its state is previewed.");
    }

    @Example(when = CONFLICT, path = ImportExamples.PATH + "/confirmation")
    static ImportRefused refusesLines() {
        return new ImportRefused(
                StatusCode.CONFLICT,
                "import-refuses-lines",
                "The import refuses lines",
                "It would store nothing. Correct the lines and upload the files again, or upload them with"
                        + " skip_invalid=true.");
    }

    static ImportRefused withdrawals(long number, long of) {
        return new ImportRefused(
                StatusCode.CONFLICT,
                "withdrawals-unconfirmed",
                "Many enrollments would be withdrawn",
                "%d of %d would be withdrawn. If that is meant, confirm it with {\"withdrawals\": %d}."
                        .formatted(number, of, number));
    }

    @Example(when = DONE, path = ImportExamples.PATH)
    static ImportRefused imported() {
        return new ImportRefused(
                StatusCode.CONFLICT,
                "already-imported",
                "It is imported already",
                "What was imported stays. The import itself is forgotten by and by.");
    }

    /** The rest of the body is not worth reading. */
    @Override
    public Map<String, String> headers() {
        return status() == StatusCode.PAYLOAD_TOO_LARGE ? Map.of(HttpHeaders.CONNECTION.toString(), "close") : Map.of();
    }
}
