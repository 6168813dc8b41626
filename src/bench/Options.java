package bench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the command was told. */
final class Options {
    static final String USAGE = """
            Usage: src/bench/run [OPTION]...
            Measures the packaged service (./mvnw package -DskipTests) beside what its database could do.
              --students N     so many students, a multiple of 1000, with five enrollments each (100000)
              --records N      so many fees, and about as many marks; three fees and six marks a student unless told
              --import-rows N  so many rows in the file of an import; 0 for no import (100000)
              --rounds N       so many rounds, of which the medians are shown (3)
              --seconds N      so long each load in a round (5)
              --only LOAD,...  of: %s
              --native FILE    the native executable as well
              --peers          a Spring Boot and a Flask server as well
              --overload       instead of figures, what ten times as many requests as can be served get
              --profile        instead of figures, flame graphs of the service under each load
              --growth N,...   instead, p50 and pages at so many students each (10000,1000000)
              --tenants N      instead, N schools as rows of the same tables, and as a database each (1000)
              --before DIR     instead, the package in DIR, of an earlier version, beside this one, each with its own schema
              --write          the figures into src/bench, for the README
              --short          a minute or two that shows whether all of it works; the figures say nothing
            """.formatted(String.join(", ", Load.keys()));

    private static final int CLASS = 300;
    /** Of a student, where class and courses have one test each. */
    private static final int MARKS = 6;

    private static final int FEWEST_FEES = 3;

    long students = 100_000;
    long courses = 1_000;
    /** Of fees, and about as many marks; 0 where nothing is asked of their number. */
    long records;

    long importRows = 100_000;
    int rounds = 3;
    int seconds = 5;
    List<Integer> moreClients = Figures.MORE_CLIENTS;
    int starts = 5;
    Set<Load> loads = EnumSet.allOf(Load.class);
    Path nativeExecutable;
    boolean peers;
    boolean overload;
    boolean profile;
    boolean write;
    /** Sizes to be compared; empty where one is measured beside its limit. */
    List<Long> growth = List.of();
    /** Schools in one PostgreSQL; 0 where there is one. */
    int tenants;
    /** The folder with the jars of an earlier version; null where none is compared. */
    Path before;

    static Options of(String... arguments) {
        Options options = new Options();
        Deque<String> rest = new ArrayDeque<>(List.of(arguments));
        while (!rest.isEmpty()) {
            options.take(rest.pop(), rest);
        }
        if (Stream.concat(Stream.of(options.students), options.growth.stream())
                .anyMatch(size -> size <= 0 || size % 1000 != 0)) {
            throw new IllegalArgumentException("--students is a multiple of 1000");
        }
        return options;
    }

    private void take(String option, Deque<String> rest) {
        switch (option) {
            case "--students" -> students = Long.parseLong(rest.pop());
            case "--records" -> records = Long.parseLong(rest.pop());
            case "--import-rows" -> importRows = Long.parseLong(rest.pop());
            case "--rounds" -> rounds = Integer.parseInt(rest.pop());
            case "--seconds" -> seconds = Integer.parseInt(rest.pop());
            case "--only" -> loads = Load.named(rest.pop().split(","));
            case "--native" -> nativeExecutable = Path.of(rest.pop());
            case "--peers" -> peers = true;
            case "--overload" -> overload = true;
            case "--profile" -> profile = true;
            case "--growth" ->
                growth = sizes(rest.isEmpty() || rest.peek().startsWith("--") ? "10000,1000000" : rest.pop());
            case "--tenants" ->
                tenants = rest.isEmpty() || rest.peek().startsWith("--") ? 1000 : Integer.parseInt(rest.pop());
            case "--before" -> before = Path.of(rest.pop());
            case "--write" -> write = true;
            case "--short" -> {
                students = 10_000;
                importRows = 10_000;
                rounds = 1;
                seconds = 1;
                starts = 1;
                // a machine that is busy with other things refuses some of more
                moreClients = Figures.MORE_CLIENTS.subList(0, 1);
            }
            default -> throw new IllegalArgumentException("Unknown: " + option);
        }
    }

    private static List<Long> sizes(String list) {
        return Stream.of(list.split(",")).map(Long::parseLong).toList();
    }

    /** Those of one size among several, in which a course has as many enrollments whatever the size. */
    Options ofSize(long size) {
        Options options = new Options();
        options.students = size;
        options.courses = size / 100;
        return options;
    }

    /** Of 300 students each: those have marks. */
    long classes() {
        return records == 0 ? Math.min(students / CLASS, 100) : students / CLASS;
    }

    /** Of each class, and of each course. */
    long tests() {
        return Math.max(1, records / (classes() * CLASS * MARKS));
    }

    /** Of a student: one a month. */
    long fees() {
        return Math.max(FEWEST_FEES, records / students);
    }

    /** Of so many students can `withdraw` end the enrollments, all five. */
    long withdrawing() {
        return Math.min(students, 200_000);
    }
}
