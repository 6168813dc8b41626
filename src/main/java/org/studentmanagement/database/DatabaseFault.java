package org.studentmanagement.database;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Says in one sentence what is wrong with the database and what to do about it. */
public final class DatabaseFault {
    private static final Set<String> BROKEN = Set.of("08003", "08006", "57P01", "57P02");

    private DatabaseFault() {}

    /**
     * The same as {@link #explain}, where the SQL is this build's own: a table or a column that is missing means that the
     * schema is another build's.
     */
    public static String explainOwnSql(SQLException fault) {
        return switch (state(fault)) {
            case "42P01", "42703" ->
                "The database is not at the schema of this version, so migrate it first, with db upgrade: "
                        + said(fault);
            default -> explain(fault);
        };
    }

    /** The sentence for an operator, which names neither a class nor a line of code. */
    public static String explain(SQLException fault) {
        String said = said(fault);
        if (fault.getCause() instanceof UnknownHostException unknown) {
            return "The database cannot be reached: there is no host " + unknown.getMessage() + ".";
        }
        if (broke(fault)) {
            return "The connection to the database broke: " + said;
        }
        return switch (state(fault)) {
            case "08001", "08004" -> "The database cannot be reached: " + said;
            case "57P03" -> "The database takes no connections now: " + said;
            case "28000", "28P01" -> "The database refuses the login, so check user name and password: " + said;
            case "3F000" -> said;
            case "42501" -> "The database user may not do this: " + said;
            case "55P03" ->
                "Another transaction holds the tables for too long, so try again when it has ended: " + said;
            case "SM503" -> "A deployment is changing the schema, so try again when it has ended: " + said;
            case "40P01" -> "Another transaction got in the way, so try again: " + said;
            default -> "The database reports a fault: " + said;
        };
    }

    /** Whether the connection ended under a statement, so that nobody can say what has become of it without asking. */
    public static boolean broke(SQLException fault) {
        return BROKEN.contains(state(fault));
    }

    private static String state(SQLException fault) {
        return fault.getSQLState() == null ? "" : fault.getSQLState();
    }

    /** The first line, since those that follow tell the place in the SQL, with what the server says in detail. */
    private static String said(SQLException fault) {
        String message = String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
        ServerErrorMessage server = fault instanceof PSQLException ours ? ours.getServerErrorMessage() : null;
        return server == null
                ? sentence(message)
                : Stream.of(message, server.getDetail(), hint(fault, server))
                        .filter(part -> part != null && !part.isBlank())
                        .map(DatabaseFault::sentence)
                        .collect(Collectors.joining(" "));
    }

    /** PostgreSQL's own advice on what depends on something is CASCADE, which takes away what nobody has named. */
    private static String hint(SQLException fault, ServerErrorMessage server) {
        return state(fault).equals("2BP01")
                ? "Whoever made what depends on it can take it away first, and make it anew afterwards"
                : server.getHint();
    }

    private static String sentence(String words) {
        String line = words.strip().replaceAll("(?<![.;:,])\\s*\\n\\s*", ". ").replaceAll("\\s*\\n\\s*", " ");
        return line.endsWith(".") ? line : line + ".";
    }
}
