package org.studentmanagement.grading;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.studentmanagement.api.NotFound;
import org.studentmanagement.api.Sql;

/** A word of the school for a sort of tests. A test that comes with a new one makes it; other software may make it before. */
@Entity
@Table(name = "test_categories")
public class TestCategory {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(nullable = false, length = TestValues.CATEGORY_LENGTH, unique = true)
    String title;

    @Column(nullable = false)
    Instant createdAt;

    @Column(nullable = false)
    Instant updatedAt;

    @Column(nullable = false)
    long version;

    /** Says the foreign key, and is read by nobody. */
    @OneToMany(fetch = FetchType.LAZY)
    @JoinColumn(
            name = "category",
            referencedColumnName = "title",
            insertable = false,
            updatable = false,
            foreignKey =
                    @ForeignKey(
                            name = "tests_category_fkey",
                            foreignKeyDefinition =
                                    "FOREIGN KEY (category) REFERENCES test_categories (title) ON UPDATE CASCADE"))
    List<Test> tests;

    /** @param added whether it is new */
    public record Stored(long id, boolean added) {}

    @RegisterForReflection
    record Titled(long id, String title) {}

    private static final String STORE =
            "INSERT INTO test_categories (title) VALUES ($1) ON CONFLICT (title) DO NOTHING RETURNING id";

    private static final String FIND = "SELECT id FROM test_categories WHERE title = $1";

    /** The tests of the category have the new word, too. */
    private static final String RENAME = "UPDATE test_categories SET title = $2 WHERE id = $1 RETURNING id";

    private static final String REMOVE = "DELETE FROM test_categories WHERE id = $1 RETURNING id";

    /** Of ids, which there are. */
    public static Uni<Map<Long, String>> titles(Collection<Long> ids) {
        return Sql.list(Titled.class, "SELECT id, title FROM test_categories WHERE id = ANY ($1::bigint[])", (Object)
                        ids.toArray(Long[]::new))
                .map(found -> found.stream().collect(Collectors.toMap(Titled::id, Titled::title)));
    }

    /** The one of this title, and whether it is new. */
    public static Uni<Stored> store(String title) {
        SentTest.checkCategory(title);
        return Sql.write(SentTest.Id.class, STORE, title)
                .flatMap(stored -> stored.isEmpty()
                        ? Sql.list(SentTest.Id.class, FIND, title)
                                .map(found -> new Stored(found.get(0).id(), false))
                        : Uni.createFrom().item(new Stored(stored.get(0).id(), true)));
    }

    public static Uni<Void> rename(long id, String title) {
        SentTest.checkCategory(title);
        return Sql.write(SentTest.Id.class, RENAME, id, title)
                .invoke(renamed -> only(renamed, id))
                .replaceWithVoid();
    }

    /** Fails while a test is of it. */
    public static Uni<Void> remove(long id) {
        return Sql.write(SentTest.Id.class, REMOVE, id)
                .invoke(removed -> only(removed, id))
                .replaceWithVoid();
    }

    private static <R> R only(List<R> rows, long id) {
        if (rows.isEmpty()) {
            throw new NotFound("category", id);
        }
        return rows.get(0);
    }
}
