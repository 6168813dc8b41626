package org.studentmanagement.schema.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PostgresServer;

/** How far a copy has come, while it is made. */
@BesideTheService
class CopyProgressTest {
    @Test
    void theRowsThatAProgramOfPostgresqlHasCopiedAreSeenBeforeItIsDone() throws Exception {
        String database = PostgresServer.scratch();
        String programs = PostgresServer.url(database) + "&ApplicationName=" + PostgresProgram.APPLICATION;
        try (Connection watching = PostgresServer.connect(database);
                Connection program = DriverManager.getConnection(programs.replace(" ", "%20"));
                Connection other = PostgresServer.connect(database)) {
            Jdbc.execute(program, "CREATE TABLE clubs (name text); CREATE TABLE others (name text)");
            write(program, "COPY clubs FROM STDIN", 3);
            write(other, "COPY others FROM STDIN", 5);

            await().until(() -> CopyProgress.copying(watching).stream()
                            .mapToLong(Map.Entry::getValue)
                            .sum()
                    == 3);
            assertThat(CopyProgress.copying(watching))
                    .extracting(Map.Entry::getKey)
                    .isEqualTo(Jdbc.list(watching, "SELECT 'clubs'::regclass::oid", row -> row.getLong(1)));
        }
    }

    /** Some rows of more that would follow. */
    private static void write(Connection connection, String copy, int rows) throws Exception {
        byte[] lines = "Chess\n".repeat(rows).getBytes(StandardCharsets.UTF_8);
        var copying = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
        copying.writeToCopy(lines, 0, lines.length);
        copying.flushCopy();
    }
}
