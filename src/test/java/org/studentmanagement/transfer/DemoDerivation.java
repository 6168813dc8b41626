package org.studentmanagement.transfer;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
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

    private static final Map<String, String> RESULTS =
            Map.of("Distinction", "distinction", "Pass", "pass", "Fail", "fail");

    private static final Map<String, String> TITLES =
            Map.of("TMA", "Tutor-marked assignment", "CMA", "Computer-marked assignment", "Exam", "Exam");

    private static final List<String> BILLED = List.of("AAA-2014J", "GGG-2014J");

    private static final List<LocalDate> MONTHS = Stream.iterate(
                    LocalDate.of(2014, 10, 1), month -> month.plusMonths(1))
            .limit(4)
            .toList();

    private static final List<String> METHODS = List.of("cash", "card", "bank", "upi");

    /** What stands for a score that nobody has written down. */
    private static final String NONE = "?";

    private static final String NEWEST = "2014J";
    private static final int CLASS_SIZE = 30;

    private DemoDerivation() {}

    /** What has no day is null. */
    private record Registration(String course, int student, LocalDate on, LocalDate withdrawn) {
        /** Who has withdrawn before the start, nobody knows how long after registering, is taken to have done so on that day. */
        static Registration of(String[] field) {
            LocalDate start = start(field[1]);
            LocalDate withdrawn = field[4].isEmpty() ? null : start.plusDays(Long.parseLong(field[4]));
            LocalDate unless = withdrawn != null && withdrawn.isBefore(start) ? withdrawn : start;
            return new Registration(
                    code(field),
                    Integer.parseInt(field[2]),
                    field[3].isEmpty() ? unless : start.plusDays(Long.parseLong(field[3])),
                    withdrawn);
        }

        /** The line, for the last day of the course and what became of the student. */
        String line(LocalDate lastDay, String result) {
            boolean completed = withdrawn == null && result != null;
            return String.join(
                    ",",
                    Integer.toString(student),
                    course,
                    on.toString(),
                    withdrawn == null ? "" : withdrawn.toString(),
                    completed ? lastDay.toString() : "",
                    completed ? result : "");
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
        Map<String, LocalDate> lastDays =
                read(dataset, "courses.csv").collect(toMap(DemoDerivation::code, field -> lastDay(field[1], field[2])));
        Map<String, String> results = read(dataset, "studentInfo.csv")
                .filter(field -> RESULTS.containsKey(field[field.length - 1]))
                .collect(toMap(field -> code(field) + " " + field[2], field -> RESULTS.get(field[field.length - 1])));
        write(
                target.resolve("enrollments.csv.gz"),
                "student_number,course_code,enrolled_at,withdrawn_at,completed_on,result",
                registrations.stream()
                        .sorted(BY_COURSE_AND_STUDENT)
                        .map(registration -> registration.line(
                                lastDays.get(registration.course()),
                                results.get(registration.course() + " " + registration.student()))));
        classes(dataset, target, registrations);
        marks(dataset, target, tests(dataset, target, lastDays));
        books(registrations, target);
        notices(dataset, target, registrations, lastDays);
        materials(dataset, target);
        departures(registrations, target);
    }

    /** Made up: to all that a presentation begins, to a course that its exam comes, to who does not pay that it is time to. */
    private static void notices(
            Path dataset, Path target, List<Registration> registrations, Map<String, LocalDate> lastDays)
            throws IOException {
        Stream<String> begin = read(dataset, "courses.csv")
                .map(field -> field[1])
                .distinct()
                .sorted()
                .map(presentation ->
                        "%1$s-BEGINS,Presentation %1$s begins,Welcome! Your courses are listed with your record.,%2$s,,,,"
                                .formatted(presentation, start(presentation)));
        Stream<String> exams = read(dataset, "assessments.csv")
                .filter(field -> field[3].equals("Exam"))
                .map(field -> "%1$s-EXAM,Exam of %1$s,It is held on %2$s.,%3$s,%4$s,,%1$s,"
                        .formatted(
                                code(field),
                                heldOn(field, lastDays),
                                heldOn(field, lastDays).minusDays(14),
                                heldOn(field, lastDays).plusDays(1)))
                .distinct()
                .sorted();
        LocalDate reminded = MONTHS.get(MONTHS.size() - 1);
        Stream<String> late = billed(registrations).stream()
                .filter(id -> id % 9 == 0)
                .map(id -> "FEES-%2$d,Fees,The fee of December is open.,%1$s,,true,,%2$d".formatted(reminded, id));
        write(
                target.resolve("notices.csv.gz"),
                "number,title,body,shown_from,shown_until,popup,course,student_number",
                Stream.of(begin, exams, late).flatMap(all -> all));
    }

    /** Where the dataset is told of, and an address of each course that nobody serves. */
    private static void materials(Path dataset, Path target) throws IOException {
        write(
                target.resolve("materials.csv.gz"),
                "number,title,url,course",
                Stream.concat(
                        Stream.of(
                                "OULAD,Open University Learning Analytics dataset,https://doi.org/10.1038/sdata.2017.171,"),
                        read(dataset, "courses.csv")
                                .map(DemoDerivation::code)
                                .sorted()
                                .map(code -> "%1$s-READING,Reading list,https://library.example/%1$s,%1$s"
                                        .formatted(code))));
    }

    /** Made up of who withdrew from the newest presentation of the courses with fees and is in no other, and of some who stay in them. */
    private static void departures(List<Registration> registrations, Path target) throws IOException {
        Map<Integer, List<Registration>> students =
                registrations.stream().collect(groupingBy(Registration::student, TreeMap::new, toList()));
        Stream<String> left = students.entrySet().stream()
                .filter(student -> student.getValue().size() == 1)
                .map(student -> student.getValue().get(0))
                .filter(one -> BILLED.contains(one.course()) && one.withdrawn() != null)
                .map(one -> "%d,%s,The course is not what I expected.,granted,%s,%s"
                        .formatted(
                                one.student(),
                                one.withdrawn(),
                                one.withdrawn().minusDays(7),
                                one.withdrawn().minusDays(1)));
        Stream<String> asked = billed(registrations).stream()
                .filter(id -> id % 100 == 0)
                .map(id -> "%d,2015-02-01,We move to another town.,requested,2015-01-20,".formatted(id));
        write(
                target.resolve("departures.csv.gz"),
                "student_number,leaves_on,reason_given,state,asked_at,decided_at",
                Stream.concat(left, asked));
    }

    private static List<Integer> billed(List<Registration> registrations) {
        return registrations.stream()
                .filter(one -> BILLED.contains(one.course()) && one.withdrawn() == null)
                .map(Registration::student)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Nothing in the dataset is of money: the same is made up of who stays in two courses, out of the number of the student. Who pays has
     * always paid by the end of the month, but for one of nine, who does not from December on.
     */
    private static void books(List<Registration> registrations, Path target) throws IOException {
        List<Integer> students = billed(registrations);
        write(
                target.resolve("fees.csv.gz"),
                "student_number,month,amount,due_on,discount,discount_reason",
                MONTHS.stream()
                        .flatMap(month -> students.stream()
                                .map(id -> "%d,%s,120.00,%s,%s"
                                        .formatted(
                                                id,
                                                month,
                                                month.plusDays(14),
                                                discounted(id) ? "20.00,A sibling is a student too" : ","))));
        write(
                target.resolve("payments.csv.gz"),
                "student_number,method,reference,amount,paid_on",
                MONTHS.stream()
                        .flatMap(month -> students.stream()
                                .filter(id -> id % 9 != 0 || month.getYear() == 2014 && month.getMonthValue() < 12)
                                .sorted(Comparator.comparing(id -> id % 20))
                                .map(id -> "%d,%s,%d-%s,%s,%s"
                                        .formatted(
                                                id,
                                                METHODS.get(id % METHODS.size()),
                                                id,
                                                month.toString().substring(0, 7),
                                                discounted(id) ? "100.00" : "120.00",
                                                month.plusDays(id % 20)))));
    }

    private static boolean discounted(int student) {
        return student % 10 == 0;
    }

    /**
     * Of the presentation that is the newest: who studied a module to its end is in one of its classes of thirty, in the order
     * of the numbers, and has a profile. Who studied several is in a class of the first.
     */
    private static void classes(Path dataset, Path target, List<Registration> registrations) throws IOException {
        Map<Integer, String> modules = new TreeMap<>();
        registrations.stream()
                .filter(registration ->
                        registration.course().endsWith("-" + NEWEST) && registration.withdrawn() == null)
                .sorted(BY_COURSE_AND_STUDENT)
                .forEach(registration -> modules.putIfAbsent(registration.student(), registration.course()));
        Map<String, List<Integer>> students = new TreeMap<>();
        modules.forEach((student, course) ->
                students.computeIfAbsent(course, none -> new ArrayList<>()).add(student));
        List<String> classes = new ArrayList<>();
        List<String> members = new ArrayList<>();
        List<String> teachers = new ArrayList<>();
        students.forEach((course, all) -> {
            String module = course.substring(0, course.indexOf('-'));
            for (int place = 0; place < all.size(); place++) {
                int number = 1 + place / CLASS_SIZE;
                String code = course + "-" + number;
                if (place % CLASS_SIZE == 0) {
                    classes.add("%s,%s %d,%s".formatted(code, module, number, NEWEST));
                    teachers.add(code + "," + module);
                }
                members.add("%d,%s,%d,%s".formatted(all.get(place), code, 1 + place % CLASS_SIZE, start(NEWEST)));
            }
        });
        write(
                target.resolve("teachers.csv.gz"),
                "number,name,email",
                students.keySet().stream()
                        .map(course -> course.substring(0, course.indexOf('-')))
                        .map(module -> "%s,Teacher %s,%s@teachers.example"
                                .formatted(module, module, module.toLowerCase(Locale.ROOT))));
        write(target.resolve("classes.csv.gz"), "code,name,term", classes.stream());
        write(
                target.resolve("class_members.csv.gz"),
                "student_number,class_code,roll_number,joined_on",
                members.stream());
        write(target.resolve("class_teachers.csv.gz"), "class_code,teacher_number", teachers.stream());
        Map<Integer, String> ages = read(dataset, "studentInfo.csv")
                .filter(field -> field[1].equals(NEWEST) && modules.containsKey(Integer.parseInt(field[2])))
                .collect(toMap(field -> Integer.parseInt(field[2]), field -> field[7], (first, later) -> later));
        write(
                target.resolve("profiles.csv.gz"),
                "student_number,registration_number,date_of_birth",
                modules.keySet().stream()
                        .map(student -> "%d,R-%d,%s".formatted(student, student, birth(student, ages.get(student)))));
    }

    /** Some day for which the student is as old as the band of ages says. */
    private static LocalDate birth(int student, String ages) {
        int youngest = ages.startsWith("0") ? 18 : Integer.parseInt(ages.substring(0, 2));
        int years = ages.startsWith("0") ? 17 : 20;
        return start(NEWEST).minusYears(youngest).minusDays(new Random(student).nextInt(years * 365));
    }

    /** Of the assessments, by their ids. What has no day is held on the last of the course, and is published on its day. */
    private static Map<String, String> tests(Path dataset, Path target, Map<String, LocalDate> lastDays)
            throws IOException {
        List<String[]> assessments = read(dataset, "assessments.csv")
                .sorted(Comparator.<String[], String>comparing(DemoDerivation::code)
                        .thenComparing(field -> heldOn(field, lastDays))
                        .thenComparing(field -> field[2]))
                .toList();
        Map<String, Integer> places = new TreeMap<>();
        write(
                target.resolve("tests.csv.gz"),
                "code,title,category,held_on,maximum,weight,course,published_at",
                assessments.stream()
                        .map(field -> String.join(
                                ",",
                                test(field),
                                TITLES.get(field[3]) + " " + places.merge(code(field) + field[3], 1, Integer::sum),
                                field[3].equals("Exam") ? "exam" : "coursework",
                                heldOn(field, lastDays).toString(),
                                "100",
                                field[5],
                                code(field),
                                heldOn(field, lastDays).toString())));
        return assessments.stream().collect(toMap(field -> field[2], DemoDerivation::test));
    }

    private static LocalDate heldOn(String[] field, Map<String, LocalDate> lastDays) {
        return field[4].isEmpty() ? lastDays.get(code(field)) : start(field[1]).plusDays(Long.parseLong(field[4]));
    }

    private static String test(String... field) {
        return code(field) + "-" + field[3].toUpperCase(Locale.ROOT) + "-" + field[2];
    }

    /** Who has handed something in that has no score is not judged by it. */
    private static void marks(Path dataset, Path target, Map<String, String> tests) throws IOException {
        write(
                target.resolve("marks.csv.gz"),
                "test,student_number,score,state",
                read(dataset, "studentAssessment.csv")
                        .filter(field -> tests.containsKey(field[0]))
                        .sorted(Comparator.<String[], String>comparing(field -> tests.get(field[0]))
                                .thenComparing(field -> Integer.parseInt(field[1])))
                        .map(field -> String.join(
                                ",",
                                tests.get(field[0]),
                                field[1],
                                field[4].equals(NONE) ? ",excused" : field[4] + ",")));
    }

    private static String course(String... field) {
        return "%s,\"Module %s, presentation %s\",Starts on %s and lasts %s days,%s"
                .formatted(code(field), field[0], field[1], start(field[1]), field[2], field[1]);
    }

    /** It ends with the longest of its courses. */
    private static String term(String presentation, List<String[]> courses) {
        LocalDate last = courses.stream()
                .map(field -> lastDay(presentation, field[2]))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return "%s,Presentation %s,term,%s,%s".formatted(presentation, presentation, start(presentation), last);
    }

    private static LocalDate lastDay(String presentation, String days) {
        return start(presentation).plusDays(Long.parseLong(days) - 1);
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
