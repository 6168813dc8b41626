package org.studentmanagement.transfer;

import java.util.ArrayList;
import java.util.List;

/** The statements with which PostgreSQL writes a file. */
final class CsvCopy {
    private CsvCopy() {}

    /** Without the names of the columns. */
    static String rows(String query) {
        return "COPY (%s) TO STDOUT (FORMAT csv)".formatted(query);
    }

    /** @param queries for the rows, one after the other; the first has the names of the columns */
    static List<String> of(List<String> queries) {
        List<String> statements = new ArrayList<>();
        for (String query : queries) {
            statements.add(
                    "COPY (%s) TO STDOUT (FORMAT csv%s)".formatted(query, statements.isEmpty() ? ", HEADER" : ""));
        }
        return statements;
    }
}
