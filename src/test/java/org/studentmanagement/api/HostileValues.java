package org.studentmanagement.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Values that a parser, a limit or a database has stumbled over somewhere, and among them good ones, so that requests get far. */
final class HostileValues {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "null",
            "true",
            "NaN",
            "-0",
            "0",
            "-1",
            "1e9",
            "1.0",
            "0x10",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "\u0661\u0662",
            "a\u0000b",
            "\u202Egnirts",
            "e\u0301\u0327\u0301",
            "\uD83D\uDE00",
            "\uFFFE\uFFFF",
            "' OR 1=1 --",
            "\"; DROP TABLE x; --",
            "$$ $1 ? :a",
            "%_\\",
            "../../etc/passwd",
            "\r\nX-Injected: 1",
            "<script>alert(1)</script>",
            "${jndi:ldap://x}",
            "{{7*7}}",
            "{\"$ne\":null}",
            "A".repeat(40),
            "x".repeat(5000));

    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "1.5",
            "1e3",
            "1E400",
            "1e999999999",
            "-1e-999999999",
            "9223372036854775808",
            "123456789".repeat(200),
            "0.1".concat("0".repeat(2000)));

    private static final List<String> ENCODED = List.of(
            "%00",
            "%2e%2e%2f",
            "%2F",
            "%5c",
            "%C0%AF",
            "%ED%A0%80",
            "%FF%FE",
            "%u0031",
            "%zz",
            "%",
            "%0d%0a",
            "%3Fa=b",
            "%23",
            "+",
            ";a=b",
            "//",
            "..;/",
            "%25%32%35");

    private final Random random;

    /** How much rarer than usual the odd is: a request that is odd in all ways at once gets no further than the first of them. */
    private final int calm;

    HostileValues(Random random) {
        this.random = random;
        calm = any(List.of(1, 5, 25));
    }

    <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    boolean oneIn(int times) {
        return random.nextInt(times * calm) == 0;
    }

    String text() {
        return switch (random.nextInt(4)) {
            case 0 -> noise(1 + random.nextInt(30));
            case 1 -> any(TEXTS) + any(TEXTS);
            default -> any(TEXTS);
        };
    }

    /** Text as a path or a query carries it: mostly encoded as it should be. */
    String encoded() {
        return oneIn(3)
                ? any(ENCODED) + any(ENCODED)
                : java.net.URLEncoder.encode(text(), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Bytes, one character each, of which a header may carry all but the line's end. */
    String noise(int length) {
        StringBuilder noise = new StringBuilder();
        for (int i = 0; i < length; i++) {
            noise.append((char) random.nextInt(256));
        }
        return noise.toString();
    }

    /** JSON that the schema asks for, or not quite. */
    String json(JsonNode schema, JsonNode schemas) {
        JsonNode type = schema.path("type");
        if (schema.has("$ref") && !type.isTextual()) {
            return json(schemas.path(schema.get("$ref").asText().replaceFirst(".*/", "")), schemas);
        }
        if (oneIn(8)) {
            return anything(3);
        }
        return switch (type.isArray() ? type.get(0).asText() : type.asText()) {
            case "object" -> object(schema, schemas);
            case "array" -> list(random.nextInt(4), () -> json(schema.path("items"), schemas));
            case "integer" -> oneIn(4) ? any(NUMBERS) : Integer.toString(1 + random.nextInt(60));
            default ->
                oneIn(3)
                        ? quoted(text())
                        : quoted(schema.path("examples").path(0).asText("A") + random.nextInt());
        };
    }

    private String object(JsonNode schema, JsonNode schemas) {
        List<String> members = new ArrayList<>();
        schema.path("properties").properties().forEach(property -> {
            if (!oneIn(12)) {
                members.add(quoted(property.getKey()) + ":" + json(property.getValue(), schemas));
            }
        });
        if (oneIn(10)) {
            members.add(quoted(text()) + ":" + anything(2));
        }
        if (oneIn(20) && !members.isEmpty()) {
            members.add(members.get(0));
        }
        return "{" + String.join(",", members) + "}";
    }

    private String anything(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> any(NUMBERS);
            case 1 -> quoted(text());
            case 2 -> any(List.of("true", "false", "null", "NaN", "Infinity", "undefined", "'a'", "/**/1"));
            case 3 -> "[".repeat(random.nextInt(20_000));
            case 4 -> "{\"a\":".repeat(random.nextInt(2_000)) + "1";
            case 5 -> list(random.nextInt(5), () -> anything(depth - 1));
            default -> "{" + quoted(text()) + ":" + anything(depth - 1) + "}";
        };
    }

    private static String list(int size, java.util.function.Supplier<String> item) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(item.get());
        }
        return "[" + String.join(",", items) + "]";
    }

    private String quoted(String text) {
        if (oneIn(10)) {
            return "\"" + text + "\"";
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (char next : text.toCharArray()) {
            quoted.append(
                    next < ' ' || next == '"' || next == '\\' || oneIn(40) ? "\\u%04x".formatted((int) next) : next);
        }
        return quoted.append('"').toString();
    }
}
