package org.studentmanagement.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What an import must come to, in plain maps and loops. */
final class ImportModel {
    /** Stands for the time of the import, which no file says. */
    static final String NOW = "now";

    /** Student numbers with name and e-mail address, course codes with name and description, pairs with a time. */
    final Map<String, List<String>> students = new TreeMap<>();

    final Map<String, List<String>> courses = new TreeMap<>();
    final Map<String, String> enrollments = new TreeMap<>();

    /** Imports three files of rows that are well-formed except for blank names, and returns the refused lines. */
    List<String> skipInvalid(
            List<List<String>> newStudents, List<List<String>> newCourses, List<List<String>> newPairs) {
        List<String> refused = new ArrayList<>();
        students.putAll(acceptedStudents(newStudents, refused));
        courses.putAll(unique(newCourses, "c", refused));
        Set<List<String>> pairs = new HashSet<>();
        for (int i = 0; i < newPairs.size(); i++) {
            List<String> row = newPairs.get(i);
            List<String> pair = row.subList(0, 2);
            if (!pairs.add(pair) || !students.containsKey(pair.get(0)) || !courses.containsKey(pair.get(1))) {
                refused.add("e:" + (i + 2));
            } else {
                String time = row.get(2);
                enrollments.merge(
                        String.join("|", pair), time.isEmpty() ? NOW : time, (old, now) -> time.isEmpty() ? old : now);
            }
        }
        return refused;
    }

    private Map<String, List<String>> acceptedStudents(List<List<String>> rows, List<String> refused) {
        Map<String, List<String>> accepted = new LinkedHashMap<>();
        Map<String, Integer> lines = new HashMap<>();
        List<Integer> refusedLines = new ArrayList<>();
        Set<String> numbers = new HashSet<>();
        Set<String> emails = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            if (row.get(1).isBlank() || !numbers.add(row.get(0)) || !emails.add(lower(row.get(2)))) {
                refusedLines.add(i + 2);
            } else {
                accepted.put(row.get(0), row.subList(1, 3));
                lines.put(row.get(0), i + 2);
            }
        }
        while (accepted.keySet().removeIf(number -> {
            boolean held = students.keySet().stream()
                    .anyMatch(other -> !other.equals(number)
                            && !accepted.containsKey(other)
                            && lower(students.get(other).get(1))
                                    .equals(lower(accepted.get(number).get(1))));
            if (held) {
                refusedLines.add(lines.get(number));
            }
            return held;
        })) {}
        refusedLines.stream().sorted().forEach(line -> refused.add("s:" + line));
        return accepted;
    }

    private static Map<String, List<String>> unique(List<List<String>> rows, String file, List<String> refused) {
        Map<String, List<String>> accepted = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            if (row.get(1).isBlank() || accepted.putIfAbsent(row.get(0), row.subList(1, 3)) != null) {
                refused.add(file + ":" + (i + 2));
            }
        }
        return accepted;
    }

    private static String lower(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
