package org.studentmanagement.transfer;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Derives the demo data from the Open University Learning Analytics Dataset. It needs nothing but a JDK:
 * {@code java src/test/java/org/studentmanagement/transfer/DemoDerivation.java <dataset folder> <target folder>}.
 */
final class DemoDerivation {
    private static final Comparator<Registration> BY_COURSE_AND_STUDENT =
            Comparator.comparing(Registration::course).thenComparing(Registration::student);

    private DemoDerivation() {}

    private record Registration(String course, int student, LocalDate on, boolean withdrawn) {
        static Registration of(String[] field) {
            long days = field[3].isEmpty() ? 0 : Long.parseLong(field[3]);
            return new Registration(
                    code(field), Integer.parseInt(field[2]), start(field[1]).plusDays(days), !field[4].isEmpty());
        }
    }

    public static void main(String... args) throws IOException {
        if (args.length != 2) {
            System.err.println("Name the folder of the dataset and the folder of the result.");
            System.exit(2);
        }
        derive(Path.of(args[0]), Path.of(args[1]));
    }

    static void derive(Path dataset, Path target) throws IOException {
        List<Registration> registrations =
                read(dataset, "studentRegistration.csv").map(Registration::of).toList();
        write(
                target.resolve("students.csv.gz"),
                "number,name,email",
                registrations.stream()
                        .map(Registration::student)
                        .distinct()
                        .sorted()
                        .map(id -> "%d,Student %d,s%d@students.example".formatted(id, id, id)));
        write(
                target.resolve("terms.csv.gz"),
                "code,name,kind,begins_on,ends_on",
                read(dataset, "courses.csv")
                        .collect(groupingBy(field -> field[1], TreeMap::new, toList()))
                        .entrySet()
                        .stream()
                        .map(term -> term(term.getKey(), term.getValue())));
        write(
                target.resolve("courses.csv.gz"),
                "code,name,description,term",
                read(dataset, "courses.csv").map(DemoDerivation::course).sorted());
        write(
                target.resolve("enrollments.csv.gz"),
                "student_number,course_code,enrolled_at",
                registrations.stream()
                        .filter(registration -> !registration.withdrawn())
                        .sorted(BY_COURSE_AND_STUDENT)
                        .map(registration ->
                                registration.student() + "," + registration.course() + "," + registration.on()));
    }

    private static String course(String... field) {
        return "%s,\"Module %s, presentation %s\",Starts on %s and lasts %s days,%s"
                .formatted(code(field), field[0], field[1], start(field[1]), field[2], field[1]);
    }

    /** It ends with the longest of its courses. */
    private static String term(String presentation, List<String[]> courses) {
        long days = courses.stream()
                .mapToLong(field -> Long.parseLong(field[2]))
                .max()
                .orElseThrow();
        LocalDate start = start(presentation);
        return "%s,Presentation %s,term,%s,%s".formatted(presentation, presentation, start, start.plusDays(days - 1));
    }

    private static String code(String... field) {
        return field[0] + "-" + field[1];
    }

    /** A presentation is the year and B for February or J for October. */
    private static LocalDate start(String presentation) {
        int year = Integer.parseInt(presentation.substring(0, 4));
        return switch (presentation.charAt(4)) {
            case 'B' -> LocalDate.of(year, 2, 1);
            case 'J' -> LocalDate.of(year, 10, 1);
            default -> throw new IllegalArgumentException(presentation + " begins in a month that is not known");
        };
    }

    /** The rows after the header. All fields of the dataset are quoted, and none holds a comma or a quote. */
    private static Stream<String[]> read(Path folder, String name) throws IOException {
        Path plain = folder.resolve(name);
        InputStream bytes = Files.exists(plain)
                ? Files.newInputStream(plain)
                : new GZIPInputStream(Files.newInputStream(folder.resolve(name + ".gz")));
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).toList().stream()
                    .map(line -> line.replace("\"", "").split(",", -1));
        }
    }

    /** Gzip as Java writes it holds no time, so the same rows give the same bytes. */
    private static void write(Path file, String header, Stream<String> rows) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(file);
                Writer writer = new OutputStreamWriter(new GZIPOutputStream(bytes), StandardCharsets.UTF_8)) {
            writer.write(header + "\n");
            for (String row : (Iterable<String>) rows::iterator) {
                writer.write(row + "\n");
            }
        }
    }
}
