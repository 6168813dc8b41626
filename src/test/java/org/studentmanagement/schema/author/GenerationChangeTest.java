package org.studentmanagement.schema.author;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hibernate.SessionFactory;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.catalog.ScratchDatabase;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;

/** Keys whose values come from elsewhere in the next generation of entities: both store rows, before and after. */
@BesideTheService
class GenerationChangeTest {
    private static final Datasource SERVER =
            new Datasource(PostgresServer.url("postgres"), Optional.empty(), Optional.empty());
    private static final Message WHY = new Message("keys are drawn");

    private static final Map<String, String> KEYS = Map.of(
            "IDENTITY", "@GeneratedValue(strategy = GenerationType.IDENTITY)",
            "SEQUENCE", "@GeneratedValue(strategy = GenerationType.SEQUENCE)",
            "NAMED",
                    "@GeneratedValue(generator = \"n\")"
                            + " @SequenceGenerator(name = \"n\", sequenceName = \"numbers\", allocationSize = 10)",
            "ASSIGNED", "");

    @TempDir
    private Path folder;

    private Checkout checkout;
    private ScratchDatabase database;

    @BeforeEach
    void begin() throws Exception {
        checkout = EmptyCheckout.in(folder.resolve("checkout"));
        database = ScratchDatabase.create(SERVER);
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        "IDENTITY, SEQUENCE",
        "IDENTITY, ASSIGNED",
        "SEQUENCE, IDENTITY",
        "SEQUENCE, NAMED",
        "ASSIGNED, IDENTITY",
        "ASSIGNED, SEQUENCE"
    })
    void rows_are_stored_right_after_the_change_and_after_the_way_back(String before, String after) throws Exception {
        Entities first = rooms(before);
        Entities next = rooms(after);
        generate(first);
        checkout.scratch().up(database);
        store(first, 1);
        store(first, 2);

        int files = generate(next).files().size();
        assertThat(generate(next).files()).isEmpty();
        checkout.scratch().up(database);
        store(next, 1001);
        store(next, 1002);
        checkout.scratch().down(database, files);
        store(first, 2001);
        store(first, 2002);
        checkout.scratch().up(database);
        store(next, 3001);

        assertThat(query("SELECT count(*) FROM rooms")).isEqualTo("7");
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"IDENTITY, SEQUENCE", "SEQUENCE, IDENTITY"})
    void both_releases_store_rows_while_one_is_rolled_out(String before, String after) throws Exception {
        Entities first = rooms(before);
        Entities next = rooms(after);
        generate(first);
        checkout.scratch().up(database);
        store(first, 0);
        generate(next);
        try (SessionFactory old = factory(first)) {
            store(old, first, 0);
            checkout.scratch().up(database);
            try (SessionFactory current = factory(next)) {
                for (int time = 0; time < 60; time++) {
                    store(old, first, 0);
                    store(current, next, 0);
                }
            }
        }

        assertThat(query("SELECT count(*) FROM rooms")).isEqualTo("122");
    }

    @Test
    void rows_that_are_stored_while_the_change_waits_for_the_table_keep_their_numbers() throws Exception {
        Entities next = rooms("SEQUENCE");
        generate(rooms("IDENTITY"));
        checkout.scratch().up(database);
        generate(next);
        CompletableFuture<Void> change;
        try (Connection writer = database.connect()) {
            writer.setAutoCommit(false);
            execute(writer, "INSERT INTO rooms DEFAULT VALUES");
            change = CompletableFuture.runAsync(() -> {
                try {
                    checkout.scratch().up(database);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            await().until(() -> change.isDone()
                    || query("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'rooms'::regclass")
                            .equals("1"));
            execute(writer, "INSERT INTO rooms DEFAULT VALUES");
            writer.commit();
        }
        change.join();
        store(next, 0);

        assertThat(query("SELECT array_agg(id ORDER BY id)::text FROM rooms")).isEqualTo("{1,2,3}");
    }

    @Test
    void an_end_of_numbering_is_left_until_it_may_be_and_each_difference_is_told() throws Exception {
        generate(rooms("IDENTITY"));

        assertThat(autogeneration(rooms("ASSIGNED")).run(WHY, List.of(), false).withheld())
                .containsExactly("The column rooms.id is GENERATED BY DEFAULT AS IDENTITY in the changelog"
                        + " and not generated in the entities.");
        try (var schemas = ScratchSchemas.build(SERVER, checkout.scratch(), rooms("SEQUENCE"))) {
            assertThat(schemas.differences())
                    .extracting(MappingDifference::sentence)
                    .containsExactly(
                            "The changelog has no sequence rooms_seq, which counts by 50.",
                            "The column rooms.id is GENERATED BY DEFAULT AS IDENTITY in the changelog"
                                    + " and drawn from rooms_seq in the entities.");
        }
    }

    @Test
    void an_identity_that_is_generated_always_is_not_one_by_default() throws Exception {
        generate(EntityGeneration.of(Files.createDirectories(folder.resolve("always")), """
                @Entity @Table(name = "rooms") class Room {
                    @Id @Column(columnDefinition = "bigint generated always as identity") Long id;
                }
                """));

        assertThat(generate(rooms("IDENTITY")).files()).hasSize(1);
        checkout.scratch().up(database);
        store(rooms("ASSIGNED"), 7);
        checkout.scratch().down(database, 1);
        assertThat(query("SELECT attidentity FROM pg_attribute WHERE attrelid = 'rooms'::regclass AND attnum = 1"))
                .isEqualTo("a");
    }

    private Entities rooms(String key) throws Exception {
        return EntityGeneration.of(
                Files.createDirectories(folder.resolve(key)),
                "@Entity @Table(name = \"rooms\") class Room { @Id %s Long id; }".formatted(KEYS.get(key)));
    }

    private Autogeneration.Result generate(Entities entities) throws Exception {
        return autogeneration(entities).run(WHY, List.of(), true);
    }

    private Autogeneration autogeneration(Entities entities) {
        return new Autogeneration(SERVER, checkout, entities, Clock.systemUTC());
    }

    /** As a service with these entities would that has just started. */
    private void store(Entities entities, long assigned) throws Exception {
        try (SessionFactory factory = factory(entities)) {
            store(factory, entities, assigned);
        }
    }

    private static void store(SessionFactory factory, Entities entities, long assigned) throws Exception {
        Class<?> type = entities.classes().get(0);
        var constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object room = constructor.newInstance();
        var id = type.getDeclaredField("id");
        id.setAccessible(true);
        if (type.getDeclaredField("id").getAnnotation(jakarta.persistence.GeneratedValue.class) == null) {
            id.set(room, assigned);
        }
        factory.inTransaction(session -> session.persist(room));
    }

    private SessionFactory factory(Entities entities) {
        return new Configuration(new BootstrapServiceRegistryBuilder()
                        .applyClassLoader(entities.loader())
                        .build())
                .addAnnotatedClass(entities.classes().get(0))
                .setProperty(
                        "jakarta.persistence.jdbc.url", database.datasource().url())
                .setProperty("hibernate.connection.pool_size", "2")
                .buildSessionFactory();
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
