package org.studentmanagement.material;

import io.vertx.core.http.HttpHeaders;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;

/** A file is not taken, or not told. */
final class FileRefused extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String PATH = "/api/materials/1/file";

    static final String LINK = "The material is a link";

    static final String TYPE = "The type is none that is taken";

    static final String ANOTHER = "The file is not what it is said to be";

    static final String RANGE = "The file has no such bytes";

    private FileRefused(int status, String kind, String title, String detail) {
        super(status, kind, title, detail);
    }

    @Example(when = LINK, path = PATH)
    static FileRefused ofLink() {
        return new FileRefused(
                StatusCode.CONFLICT,
                "material-is-link",
                "The material is a link",
                "Make its url null first, or store another material for the file. Nothing was stored.");
    }

    @Example(when = TYPE, path = PATH)
    static FileRefused unknownType() {
        return new FileRefused(
                StatusCode.UNSUPPORTED_MEDIA_TYPE,
                "unsupported-file-type",
                "The type of the file is not known",
                "Send Content-Type as one of " + ContentTypes.all() + ". Nothing was stored.");
    }

    /** That is answered before it is looked at. */
    @Example(when = TYPE, name = "unreadable-file-type", path = PATH)
    private static FileRefused unreadableType() {
        return new FileRefused(
                StatusCode.UNSUPPORTED_MEDIA_TYPE,
                "unsupported-media-type",
                "Unsupported Media Type",
                "Send the Content-Type of the file, like application/pdf.");
    }

    @Example(when = ANOTHER, path = PATH)
    private static FileRefused example() {
        return another("application/pdf");
    }

    static FileRefused another(String type) {
        return new FileRefused(
                UNPROCESSABLE_CONTENT,
                "file-type-mismatch",
                "The file is not what it is said to be",
                "It does not begin like a file of type %s. Send the type that it has, or %s. Nothing was stored."
                        .formatted(type, ContentTypes.ANY));
    }

    static FileRefused tooLarge(long most) {
        return new FileRefused(
                StatusCode.PAYLOAD_TOO_LARGE,
                "too-large",
                "The body is too large",
                "Send a file of at most " + most + " bytes. Nothing was stored.");
    }

    @Example(when = RANGE, path = PATH)
    static FileRefused noSuchRange() {
        return new FileRefused(
                StatusCode.REQUESTED_RANGE_NOT_SATISFIABLE,
                "range-not-satisfiable",
                "The file has no such bytes",
                "Content-Range says how many it has. Send a Range that begins before its end, or none.");
    }

    /** The rest of the body is not worth reading. */
    @Override
    public Map<String, String> headers() {
        return status() == StatusCode.PAYLOAD_TOO_LARGE ? Map.of(HttpHeaders.CONNECTION.toString(), "close") : Map.of();
    }
}
