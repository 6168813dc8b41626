package org.studentmanagement.schema.author;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.author.Autogeneration.Result;
import org.studentmanagement.schema.catalog.ScratchDatabase;
import org.studentmanagement.schema.lint.ChangelogLint.Fault;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;

/** What is written has no lint errors, but for the reasons that only a developer knows, and runs both ways over rows. */
@BesideTheService
class LintedGenerationTest {
    private static final Datasource SERVER =
            new Datasource(PostgresServer.url("postgres"), Optional.empty(), Optional.empty());
    private static final Message WHY = new Message("the house is built on");

    private static final String FIRST = """
            @Entity @Table(name = "buildings") class Building {
                @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id;
                @Column(nullable = false, length = 40, unique = true) String name;
            }
            @Entity @Table(name = "rooms") class Room {
                @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id;
                @ManyToOne(optional = false) Building building;
                @Column(nullable = false, length = 20) String label;
                @Column(nullable = false) int floor;
                Integer seats;
            }
            @Entity @Table(name = "keepers") class Keeper { @Id Long id; String name; }
            """;

    private static final List<String> TABLES = List.of("buildings", "rooms", "keepers");

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private Checkout checkout;
    private ScratchDatabase database;

    @BeforeAll
    static void writeFirstGeneration() throws Exception {
        new Autogeneration(
                        SERVER,
                        EmptyCheckout.in(shared.resolve("checkout")),
                        EntityGeneration.of(shared, FIRST),
                        Clock.systemUTC())
                .run(WHY, List.of(), false);
    }

    @BeforeEach
    void storeRows() throws Exception {
        checkout = new Checkout(shared.resolve("checkout")).copy(folder.resolve("checkout"));
        database = ScratchDatabase.create(SERVER);
        checkout.scratch().up(database);
        execute("""
                INSERT INTO buildings (name) SELECT 'House ' || i FROM generate_series(1, 3) i;
                INSERT INTO rooms (building_id, label, floor, seats)
                SELECT 1 + i % 3, 'Room ' || i, i % 5, nullif(i % 4, 0) FROM generate_series(1, 40) i;
                INSERT INTO keepers VALUES (1, 'Ada'), (2, NULL);
                """);
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                // what, instead of what, comes what, options, the error that is left to the developer, files
                Arguments.of("a told rename", "String label", "String title", "rooms.label:title", "", 5),
                Arguments.of("a shorter length", "length = 20", "length = 10", "", "", 6),
                Arguments.of("int to long", "Integer seats", "Long seats", "", "", 3),
                Arguments.of("int to long, given", "int floor", "long floor", "", "", 6),
                Arguments.of("a shorter key", "length = 40", "length = 30", "", "silence-without-use", 1),
                Arguments.of("a dropped column", "Integer seats;", "", "--allow-drop", "silence-without-use", 1),
                Arguments.of(
                        "a dropped entity",
                        "@Entity @Table(name = \"keepers\") class Keeper { @Id Long id; String name; }",
                        "",
                        "--allow-drop",
                        "silence-without-use",
                        1),
                Arguments.of(
                        "a collection",
                        "Integer seats;",
                        "Integer seats; @ElementCollection List<String> tags;",
                        "",
                        "",
                        1),
                Arguments.of("a table rename", "name = \"rooms\"", "name = \"halls\"", "rooms:halls", "", 1),
                Arguments.of(
                        "a self-reference",
                        "unique = true) String name;",
                        "unique = true) String name; @ManyToOne Building whole;",
                        "",
                        "",
                        4),
                Arguments.of("a foreign key", "Integer seats;", "Integer seats; @ManyToOne Keeper keeper;", "", "", 4),
                Arguments.of(
                        "a value for all",
                        "Integer seats;",
                        "Integer seats; @Column(nullable = false) String plan;",
                        "",
                        "cannot-be-judged",
                        5));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void lint_finds_nothing_and_the_way_leads_up_and_down_and_up_over_rows(
            String what, String instead, String comes, String options, String left, int changesets) throws Exception {
        List<String> before = rows();
        Entities next = EntityGeneration.of(folder, FIRST.replace(instead, comes));

        Result result = generate(next, options);

        assertThat(result.withheld()).isEmpty();
        List<Path> files = files(result);
        assertThat(files).hasSize(changesets);
        assertThat(checkout.faults(files))
                .as("what is left to the developer")
                .extracting(Fault::rule)
                .containsExactlyElementsOf(left.isEmpty() ? List.of() : List.of(left));
        assertThat(result.notes().stream().filter(note -> note.contains("until then")))
                .hasSize(left.isEmpty() ? 0 : 1);

        fillIn(files);
        assertThat(checkout.faults(files)).isEmpty();
        assertThat(generate(next, "").files()).isEmpty();

        checkout.scratch().up(database);
        checkout.scratch().down(database, files.size());
        if (!options.equals("--allow-drop")) {
            assertThat(rows()).isEqualTo(before);
        }
        checkout.scratch().up(database);
    }

    @Test
    void a_renamed_column_is_written_by_both_releases_until_the_old_one_goes() throws Exception {
        Entities next = EntityGeneration.of(folder, FIRST.replace("String label", "String title"));
        generate(next, "rooms.label:title");
        checkout.scratch().up(database);
        execute("INSERT INTO rooms (building_id, label, floor) VALUES (1, 'Old', 1);"
                + "INSERT INTO rooms (building_id, title, floor) VALUES (1, 'New', 1);"
                + "UPDATE rooms SET label = 'Older' WHERE id = 1; UPDATE rooms SET title = 'Newer' WHERE id = 2");
        assertThat(
                        query(
                                "SELECT string_agg(label || ' ' || title, ', ' ORDER BY id) FROM rooms WHERE id IN (1, 2, 41, 42)"))
                .isEqualTo("Older Older, Newer Newer, Old Old, New New");

        assertThat(generate(next, "").notes())
                .containsExactly("The column rooms.label is still there, the former name of title."
                        + " --allow-drop drops it, once no release uses it.");
        List<Path> files = files(generate(next, "--allow-drop"));
        fillIn(files);
        assertThat(checkout.faults(files)).isEmpty();
        checkout.scratch().up(database);
        execute("INSERT INTO rooms (building_id, title, floor) VALUES (1, 'Newest', 1)");
        checkout.scratch().down(database, files.size());
        assertThat(query("SELECT count(*) FROM rooms WHERE label = title")).isEqualTo("43");
        execute("INSERT INTO rooms (building_id, label, floor) VALUES (1, 'Old again', 1)");
        assertThat(query("SELECT title FROM rooms WHERE label = 'Old again'")).isEqualTo("Old again");
    }

    @Test
    void a_column_with_its_former_type_goes_when_it_may_and_comes_back_with_its_values() throws Exception {
        Entities next = EntityGeneration.of(folder, FIRST.replace("int floor", "long floor"));
        generate(next, "");
        checkout.scratch().up(database);
        execute("INSERT INTO rooms (building_id, label, floor) VALUES (1, 'New', 7)");

        List<Path> files = files(generate(next, "--allow-drop"));
        fillIn(files);
        assertThat(checkout.faults(files)).isEmpty();
        checkout.scratch().up(database);
        assertThat(
                        query(
                                "SELECT count(*) FROM pg_attribute WHERE attrelid = 'rooms'::regclass AND attname LIKE 'floor\\_%'"))
                .isEqualTo("0");
        checkout.scratch().down(database, files.size());
        assertThat(query("SELECT count(*) FROM rooms WHERE floor_old = floor")).isEqualTo("41");
    }

    @Test
    void a_renamed_table_is_written_by_both_releases_until_the_old_name_goes() throws Exception {
        Entities next = EntityGeneration.of(folder, FIRST.replace("name = \"rooms\"", "name = \"halls\""));
        generate(next, "rooms:halls");
        checkout.scratch().up(database);
        execute("INSERT INTO rooms (building_id, label, floor) VALUES (1, 'Old', 1);"
                + "INSERT INTO halls (building_id, label, floor) VALUES (1, 'New', 1);"
                + "UPDATE rooms SET label = 'Older' WHERE label = 'New'");
        assertThat(query("SELECT string_agg(label, ', ' ORDER BY id) FROM halls WHERE id > 40"))
                .isEqualTo("Old, Older");

        List<Path> files = files(generate(next, "--allow-drop"));
        fillIn(files);
        assertThat(checkout.faults(files)).isEmpty();
        checkout.scratch().up(database);
        assertThat(query("SELECT to_regclass('rooms')::text")).isNull();
        checkout.scratch().down(database, files.size());
        assertThat(query("SELECT count(*) FROM rooms")).isEqualTo("42");
    }

    @Test
    void what_is_left_out_or_called_otherwise_and_what_may_be_a_new_name_is_said() throws Exception {
        Entities next = EntityGeneration.of(folder, """
                @Entity @Table(name = "buildings", indexes = @Index(name = "by_kind", columnList = "kind"))
                class Building {
                    enum Kind { SCHOOL, HALL }
                    @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id;
                    @Column(nullable = false, length = 40, unique = true) String name;
                    @Enumerated(EnumType.STRING) Kind kind;
                }
                @Entity @Table(name = "rooms") class Room {
                    @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id;
                    @ManyToOne(optional = false) Building building;
                    @Column(nullable = false, length = 20) String label;
                    @Column(nullable = false) int floor;
                    Integer chairs;
                }
                @Entity @Table(name = "wardens") class Warden { @Id Long id; String name; }
                """);

        assertThat(generate(next, "").notes())
                .containsExactly(
                        "If chairs is what rooms.seats was, nothing has to go: --rename rooms.seats:chairs",
                        "If wardens is what keepers was, nothing has to go: --rename keepers:wardens",
                        "The entities call the index on buildings (kind) by_kind; here it is buildings_kind_idx,"
                                + " as PostgreSQL would call it.",
                        "Left out, for you to write if the database is to hold it too: CHECK (((kind)::text = ANY"
                                + " ((ARRAY['SCHOOL'::character varying, 'HALL'::character varying])::text[])))"
                                + " of buildings.");
    }

    @Test
    void the_rows_that_a_shorter_length_refuses_are_counted_and_the_upgrade_halts_before_it_begins() throws Exception {
        execute("UPDATE rooms SET label = repeat('x', 11) WHERE id < 4");
        Result result = new Autogeneration(
                        database.datasource(),
                        checkout,
                        EntityGeneration.of(folder, FIRST.replace("length = 20", "length = 10")),
                        Clock.systemUTC())
                .run(WHY, List.of(), false);

        assertThat(result.notes())
                .containsExactly("In the configured database 3 rows of rooms have a label of more than 10 characters:"
                        + " until they are shortened, the upgrade halts.");
        assertThatThrownBy(() -> checkout.scratch().up(database))
                .hasMessageContaining("Some rooms have a label of more than 10 characters. Shorten them first.");
    }

    /** What a developer would write. */
    private static void fillIn(List<Path> files) throws IOException {
        for (Path file : files) {
            String text = Files.readString(file).replaceAll("<[a-z][^<>\n]*>", "nobody uses it");
            if (text.contains("- stop:")) {
                text = text.replace("SELECT 0", "SELECT 1")
                        .replaceFirst(
                                "- stop:\n.*",
                                "- sql:\n            sql: UPDATE rooms SET plan = label WHERE plan IS NULL")
                        .replaceFirst("- stop:\n.*", "# The values go with the column.\n        - empty: {}");
            }
            Files.writeString(file, text);
        }
    }

    private Result generate(Entities entities, String options) throws Exception {
        List<String> words = new ArrayList<>(Arrays.asList(options.split(" ")));
        words.removeIf(String::isEmpty);
        boolean allowDrop = words.remove("--allow-drop");
        return new Autogeneration(SERVER, checkout, entities, Clock.systemUTC())
                .run(WHY, words.stream().map(Rename::parse).toList(), allowDrop);
    }

    private static List<Path> files(Result result) {
        return result.files().stream().map(Path::of).toList();
    }

    private List<String> rows() throws SQLException {
        List<String> rows = new ArrayList<>();
        for (String table : TABLES) {
            rows.add(query("SELECT jsonb_agg(to_jsonb(stored) ORDER BY id) FROM %s stored".formatted(table)));
        }
        return rows;
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
