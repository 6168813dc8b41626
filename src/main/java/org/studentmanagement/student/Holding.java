package org.studentmanagement.student;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.studentmanagement.api.Sql;

/**
 * What a feature holds about students, so that one who asks is told all of it. It is a bean of the feature, which the package of
 * students need not know. What becomes of it when a student is erased is said in the database, by {@code erase_student}.
 *
 * @param name in the document
 * @param shape of a row, registered for reflection
 * @param statement that finds the rows about the student whose id is {@code $1}, and shows nothing of others
 */
public record Holding(String name, Class<? extends Record> shape, String statement) {
    Uni<List<? extends Record>> about(long student, Sql sql) {
        return sql.run(shape, statement, student).map(rows -> rows);
    }
}
