package org.studentmanagement.store;

import org.jboss.resteasy.reactive.RestResponse.StatusCode;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;

/** 503: files cannot be stored or read now. */
public final class FileUnavailable extends ProblemException {
    private static final long serialVersionUID = 1L;

    private static final String PATH = "/api/materials/1/file";

    private FileUnavailable(String kind, String title, String detail) {
        super(StatusCode.SERVICE_UNAVAILABLE, kind, title, detail);
    }

    @Example(path = PATH)
    static FileUnavailable tooMany() {
        return new FileUnavailable("too-many-files", "Too many files are uploaded at once", COME_AGAIN);
    }

    @Example(path = PATH)
    private static FileUnavailable example() {
        return in("materials.folder", true);
    }

    static FileUnavailable in(FileStore store) {
        return in(store.settings(), store.available());
    }

    static FileUnavailable another(FileStore store) {
        return unavailable("The store of files is not that of the other replicas: tell the operator, who set it by %s."
                .formatted(store.settings()));
    }

    private static FileUnavailable in(String settings, boolean configured) {
        return unavailable(
                configured
                        ? "The store of files cannot be reached, or has no such file: tell the operator, who set it by %s."
                                .formatted(settings)
                        : "The service has no store of files: tell the operator, who sets materials.folder or materials.s3.endpoint.");
    }

    private static FileUnavailable unavailable(String detail) {
        return new FileUnavailable("file-unavailable", "The file cannot be reached", detail);
    }
}
