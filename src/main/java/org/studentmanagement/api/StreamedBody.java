package org.studentmanagement.api;

import jakarta.ws.rs.HttpMethod;
import java.util.regex.Pattern;

/** The requests whose body is read as it comes, since it may be larger than what could be held. Their endpoints bound it. */
public final class StreamedBody {
    public static final String PATH = "/api/imports";

    private static final Pattern UPLOAD = Pattern.compile(PATH + "(\\?.*)?");

    private static final Pattern FILE = Pattern.compile("/api/materials/\\d{1,19}/file(\\?.*)?");

    private StreamedBody() {}

    /** @param target with or without a query */
    public static boolean of(String method, String target) {
        return switch (method) {
            case HttpMethod.POST -> UPLOAD.matcher(target).matches();
            case HttpMethod.PUT -> FILE.matcher(target).matches();
            default -> false;
        };
    }
}
