package org.studentmanagement.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShapeTest {
    record Lent(long id, String bookTitle, String isbn) {}

    @Test
    void aComponentIsTheColumnOfItsNameInSnakeCaseOfTheTableWithTheAlias() {
        assertThat(Shape.of(Lent.class).columns("r")).isEqualTo("r.id, r.book_title, r.isbn");
    }
}
