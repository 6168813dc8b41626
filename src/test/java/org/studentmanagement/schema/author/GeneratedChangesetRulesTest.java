package org.studentmanagement.schema.author;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.lint.ChangesetRules;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;

/** Changesets that are written by the program keep the rules that people keep. */
@BesideTheService
class GeneratedChangesetRulesTest extends ChangesetRules {
    private static final String FIRST = """
            @Entity @Table(name = "authors") class Author { @Id Long id; String name; }
            @Entity @Table(name = "books", indexes = @Index(columnList = "title")) class Book {
                @Id @GeneratedValue Long id;
                @Column(nullable = false) String title;
                @Column(unique = true) Long number;
                String shelf;
                @ManyToOne Author author;
            }
            """;

    /** A change of every kind. */
    private static final String SECOND = """
            @Entity @Table(name = "books", indexes = @Index(columnList = "isbn, title")) class Book {
                @Id @GeneratedValue Long id;
                @Column(length = 300) String title;
                @Column(nullable = false, unique = true) String isbn;
                @Column(nullable = false) String place;
                @ManyToOne Loan loan;
            }
            @Entity @Table(name = "loans") class Loan { @Id @GeneratedValue Long id; Instant until; }
            """;

    @TempDir
    private static Path folder;

    @Override
    protected Set<String> leftToPeople() {
        return Set.of("cannot-be-judged", "constraint-gone", "silence-without-use");
    }

    @Override
    protected Path resources() throws Exception {
        Datasource server = new Datasource(PostgresServer.url("postgres"), Optional.empty(), Optional.empty());
        Checkout checkout = EmptyCheckout.in(folder.resolve("checkout"));
        Message why = new Message("The library lends");
        new Autogeneration(server, checkout, EntityGeneration.of(folder, FIRST), Clock.systemUTC())
                .run(why, List.of(), false);
        new Autogeneration(server, checkout, EntityGeneration.of(folder, SECOND), Clock.systemUTC())
                .run(why, List.of(Rename.parse("books.shelf:place")), true);
        return checkout.root().resolve("src/main/resources");
    }
}
