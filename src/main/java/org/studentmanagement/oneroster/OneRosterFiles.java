package org.studentmanagement.oneroster;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.transfer.Archive;
import org.studentmanagement.transfer.Sheet;

/** The CSV binding of OneRoster 1.2: all that is there, or what has changed. */
public final class OneRosterFiles implements Archive {
    static final String MANIFEST = "manifest";

    private static final String FILE = "file.";
    private static final String BULK = "bulk";
    private static final String DELTA = "delta";
    private static final String ABSENT = "absent";

    /** Of what a school has no records here. */
    private static final List<String> UNUSED =
            List.of("lineItemLearningObjectiveIds", "resultLearningObjectiveIds", "userProfiles", "userResources");

    @Override
    public String name() {
        return "oneroster";
    }

    @Override
    public String description() {
        return "A ZIP of the CSV files of OneRoster 1.2, by itself: all that there is, or what has changed and is gone.";
    }

    @Override
    public List<File> files(Connection connection, Instant since) throws SQLException {
        Instant made = made(connection);
        String from = since == null ? null : Jdbc.literal(since.toString()) + "::timestamptz";
        // whatever has no time of its own has that of the school
        String narrowed = since == null || since.isBefore(made) ? null : from;
        return Stream.of(RosterFile.values())
                .map(file ->
                        new File(file.file, file.columns, from == null ? file.all() : file.changed(from, narrowed)))
                .toList();
    }

    @Override
    public File listing(Set<String> written, Instant since) {
        List<String> rows = new ArrayList<>();
        rows.add(row("manifest.version", "1.0"));
        rows.add(row("oneroster.version", "1.2"));
        Stream.concat(UNUSED.stream(), Arrays.stream(RosterFile.values()).map(file -> file.file))
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .forEach(file ->
                        rows.add(row(FILE + file, written.contains(file) ? since == null ? BULK : DELTA : ABSENT)));
        rows.add(row("source.systemName", "Student Management System"));
        rows.add(row("source.systemCode", "student-management"));
        return new File(
                MANIFEST,
                List.of("propertyName", "value"),
                rows.stream().collect(Collectors.joining(", ", "VALUES ", "")));
    }

    private static String row(String name, String value) {
        return "(%s, %s)".formatted(Jdbc.literal(name), Jdbc.literal(value));
    }

    /** When the school was, which happens now where nobody has asked for anything before. */
    private static Instant made(Connection connection) throws SQLException {
        Optional<Instant> known = read(connection, OneRosterSchool.READ);
        if (known.isEmpty()) {
            read(connection, OneRosterSchool.MAKE);
            known = read(connection, OneRosterSchool.READ);
        }
        return known.orElseThrow();
    }

    private static Optional<Instant> read(Connection connection, String statement) throws SQLException {
        return Jdbc.first(connection, statement, row -> row.getTimestamp(1).toInstant());
    }

    @Override
    public List<Sheet> sheetsBefore() {
        return RosterSheets.BEFORE;
    }

    @Override
    public List<Sheet> sheetsBehind() {
        return RosterSheets.BEHIND;
    }

    @Override
    public String fileOf(Sheet sheet) {
        return ((RosterSheet) sheet).file.file + ".csv";
    }

    @Override
    public Around around(Map<String, String> said, Map<Sheet, Set<String>> read) {
        return RosterTranslation.around(
                Arrays.stream(RosterFile.values())
                        .filter(file -> DELTA.equals(said.get(FILE + file.file)))
                        .toList(),
                read.entrySet().stream()
                        .collect(Collectors.toMap(entry -> ((RosterSheet) entry.getKey()).file, Map.Entry::getValue)));
    }

    @Override
    public Map<String, Set<String>> translated() {
        return RosterTranslation.GIVEN;
    }

    @Override
    public String listingName() {
        return MANIFEST;
    }

    @Override
    public Optional<String> fault(Map<String, String> said, Set<String> read) {
        if (!"1.0".equals(said.get("manifest.version")) || !"1.2".equals(said.get("oneroster.version"))) {
            return Optional.of("is not of OneRoster 1.2: manifest.version has to be 1.0, and oneroster.version 1.2");
        }
        for (Map.Entry<String, String> line : said.entrySet()) {
            if (line.getKey().startsWith(FILE)) {
                String file = line.getKey().substring(FILE.length());
                String state = line.getValue();
                if (!List.of(BULK, DELTA, ABSENT).contains(state)) {
                    return Optional.of("says of %s.csv what is none of bulk, delta and absent".formatted(file));
                }
                if (state.equals(ABSENT) == read.contains(file)) {
                    return Optional.of("says that %s.csv is %s, and it is %s"
                            .formatted(file, state, read.contains(file) ? "there" : "not there"));
                }
            }
        }
        return read.stream()
                .filter(file -> !file.equals(MANIFEST) && !said.containsKey(FILE + file))
                .sorted()
                .findFirst()
                .map(file -> "says nothing of %s.csv".formatted(file));
    }
}
