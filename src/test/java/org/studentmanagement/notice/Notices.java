package org.studentmanagement.notice;

import java.util.HashMap;
import java.util.Map;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Fixtures.Row;

/** Notices that tests make over the API. */
public final class Notices {
    private Notices() {}

    /** @param id of whom it concerns; null for all */
    static Map<String, Object> body(String audience, Long id) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "audience", audience,
                "title", "No school on Friday",
                "body", "The heating is repaired.\nLessons go on on Monday.",
                "shown_from", "2026-01-01T00:00:00Z"));
        if (id != null) {
            body.put(audience + "_id", id);
        }
        return body;
    }

    public static Row notice(String audience, Long id) {
        return Fixtures.stored("/api/notices", body(audience, id), "title");
    }
}
