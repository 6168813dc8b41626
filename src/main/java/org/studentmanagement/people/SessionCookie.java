package org.studentmanagement.people;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;

/** What a browser sends with each request once somebody has signed in; no script can read it, and no other site have it sent. */
final class SessionCookie {
    static final String NAME = "session";

    private SessionCookie() {}

    /** The token that the request has, or null. */
    static String of(HttpServerRequest request) {
        Cookie cookie = request.getCookie(NAME);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    /** Until the browser is closed, since computers of schools have many users. */
    static void give(HttpServerRequest request, String token) {
        request.response().addCookie(cookie(request, token));
    }

    static void takeBack(HttpServerRequest request) {
        request.response().addCookie(cookie(request, "").setMaxAge(0));
    }

    private static Cookie cookie(HttpServerRequest request, String value) {
        return Cookie.cookie(NAME, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(request.isSSL());
    }
}
