package bench;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes maps, lists, numbers and words as JSON. */
final class Json {
    private Json() {}

    /** JSON already. */
    record Raw(String text) {}

    static String of(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .filter(member -> !Double.valueOf(Double.NaN).equals(member.getValue()))
                    .map(member -> of(member.getKey()) + ": " + of(member.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Json::of).collect(Collectors.joining(",\n", "[\n", "\n]"));
        }
        if (value instanceof Raw raw) {
            return raw.text;
        }
        if (value instanceof Number) {
            return value.toString();
        }
        return '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
