package org.studentmanagement.api;

import jakarta.ws.rs.HttpMethod;

/** The one request whose body is read as it comes, since it may be larger than what could be held. Its endpoint bounds it. */
public final class StreamedBody {
    public static final String PATH = "/api/imports";

    private StreamedBody() {}

    /** @param target with or without a query */
    public static boolean of(String method, String target) {
        return method.equals(HttpMethod.POST)
                && target.startsWith(PATH)
                && (target.length() == PATH.length() || target.charAt(PATH.length()) == '?');
    }
}
