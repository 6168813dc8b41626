package org.studentmanagement.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {
    record Lent(long id, String bookTitle, String isbn) {}

    static class Thing {
        long id = 7;
    }

    static class Book extends Thing {
        private String bookTitle = "Elements";
        String isbn;
    }

    @Test
    void aRecordIsMadeOfTheFieldsOfARowAndOfWhatTheRowExtends() {
        assertThat(Shape.of(Lent.class).ofFields(Book.class).apply(new Book()))
                .isEqualTo(new Lent(7, "Elements", null));
    }

    @Test
    void aRowWithoutAFieldForEachComponentIsRefusedBeforeTheFirstIsMade() {
        assertThatThrownBy(() -> Shape.of(Lent.class).ofFields(Thing.class)).hasMessageContaining("bookTitle");
    }

    @Test
    void aComponentIsTheColumnOfItsNameInSnakeCaseOfTheTableWithTheAlias() {
        assertThat(Shape.of(Lent.class).columns("r")).isEqualTo("r.id, r.book_title, r.isbn");
    }
}
