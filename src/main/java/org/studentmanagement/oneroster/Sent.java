package org.studentmanagement.oneroster;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A record as a platform sends it, in its own words. What it has and is not kept is not looked at. */
record Sent(JsonNode record) {
    private static final String ID = "sourcedId";
    private static final String OBJECTIVES = "learningObjectiveSet";
    private static final int LAST_YEAR = 9999;

    /**
     * The one of a body.
     *
     * @param id under which it is sent, which it has too, if it has any
     */
    static Sent one(JsonNode body, RosterRecord kind, String id) {
        Sent sent = of(body.path(kind.one), "The body is like {\"" + kind.one + "\": {…}}.");
        String own = sent.text(ID);
        if (own != null && !own.equalsIgnoreCase(id)) {
            throw OneRosterRefusal.invalid("sourcedId is another one than that of the path.");
        }
        return sent;
    }

    /** Those of a body, 1 to so many. */
    static List<Sent> many(JsonNode body, RosterRecord kind, int most) {
        String form = "The body is like {\"%s\": [{…}]}, with 1 to %d of them.".formatted(kind.many, most);
        JsonNode records = body.path(kind.many);
        if (!records.isArray() || records.isEmpty() || records.size() > most) {
            throw OneRosterRefusal.invalid(form);
        }
        List<Sent> sent = new ArrayList<>();
        records.forEach(record -> sent.add(of(record, form)));
        return sent;
    }

    private static Sent of(JsonNode record, String form) {
        if (!record.isObject()) {
            throw OneRosterRefusal.invalid(form);
        }
        Sent sent = new Sent(record);
        String status = sent.text("status");
        if (status != null && !status.equals("active")) {
            throw OneRosterRefusal.unfit("status is active: send DELETE for what is to go.");
        }
        return sent;
    }

    /** Null where it has none. */
    String id() {
        return text(ID);
    }

    /** Null where it has none. */
    String text(String name) {
        return text(record, name, name);
    }

    String needed(String name) {
        return need(text(name), name);
    }

    /** Of the metadata; null where it has none. */
    String metadata(String name) {
        return text(record.path("metadata"), name, "metadata." + name);
    }

    /** The sourcedId of what it refers to; null where it refers to none. */
    String reference(String name) {
        return text(record.path(name), ID, name + "." + ID);
    }

    String neededReference(String name) {
        return need(reference(name), name + "." + ID);
    }

    /** Null where it has none. */
    BigDecimal number(String name) {
        return number(record.path(name), name);
    }

    /** Of the metadata; null where it has none. */
    BigDecimal metadataNumber(String name) {
        return number(record.path("metadata").path(name), "metadata." + name);
    }

    /** Of a text, as the specification has it; null where there is none. */
    Boolean truth(String name) {
        String text = text(name);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            throw OneRosterRefusal.invalid(name + " is \"true\" or \"false\".");
        }
        return text == null ? null : Boolean.valueOf(text);
    }

    /** All of the metadata, as JSON; null where there is none. */
    String metadata() {
        JsonNode metadata = record.path("metadata");
        if (metadata.isMissingNode() || metadata.isNull()) {
            return null;
        }
        if (!metadata.isObject()) {
            throw OneRosterRefusal.invalid("metadata is an object.");
        }
        return OpenJson.kept(metadata, "metadata");
    }

    /**
     * The learningObjectiveSet, as JSON; null where there is none.
     *
     * @param member that lists them, each of which fits
     */
    String objectives(String member, Predicate<JsonNode> fits) {
        JsonNode sets = record.path(OBJECTIVES);
        if (sets.isMissingNode() || sets.isNull()) {
            return null;
        }
        if (!OpenJson.isObjectives(sets, member, fits)) {
            throw OneRosterRefusal.invalid(
                    "%s is like [{\"source\": \"case\", \"%s\": […]}], as the specification has it."
                            .formatted(OBJECTIVES, member));
        }
        return OpenJson.kept(sets, OBJECTIVES);
    }

    /** That of a date or a time, as it is in UTC. */
    LocalDate neededDay(String name) {
        String text = needed(name);
        try {
            LocalDate day = text.contains("T")
                    ? OffsetDateTime.parse(text)
                            .toInstant()
                            .atZone(ZoneOffset.UTC)
                            .toLocalDate()
                    : LocalDate.parse(text);
            if (day.getYear() >= 1 && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeException unreadable) {
            // said below
        }
        throw OneRosterRefusal.invalid(name + " is like 2026-01-31T00:00:00Z.");
    }

    private static BigDecimal number(JsonNode value, String name) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isNumber()) {
            throw OneRosterRefusal.invalid(name + " is a number.");
        }
        return value.decimalValue();
    }

    private static String text(JsonNode of, String name, String told) {
        JsonNode value = of.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()
                || value.textValue().indexOf('\0') >= 0
                || !StandardCharsets.UTF_8.newEncoder().canEncode(value.textValue())) {
            throw OneRosterRefusal.invalid(told + " is a text.");
        }
        return value.textValue();
    }

    private static String need(String text, String told) {
        if (text == null) {
            throw OneRosterRefusal.invalid(told + " is missing.");
        }
        return text;
    }
}
