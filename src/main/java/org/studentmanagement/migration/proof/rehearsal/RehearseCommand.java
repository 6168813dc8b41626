package org.studentmanagement.migration.proof.rehearsal;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.studentmanagement.migration.DbCommand;
import org.studentmanagement.migration.Output;
import org.studentmanagement.migration.Revisions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "rehearse",
        description = {
            "Runs what is pending on a copy of the database: each revision up, down and up again.",
            "Finds out whether every row is there unaltered, whether the way back leads back, how long which lock is"
                    + " held on which table, and what it takes of time and disk. Exits with 4 if it is not fit.",
            "The database itself is only read."
        })
public final class RehearseCommand implements Callable<Integer> {
    @ParentCommand
    private DbCommand db;

    @Mixin
    private Output output;

    @Option(
            names = "--to",
            paramLabel = "REVISION",
            defaultValue = Revisions.HEAD,
            description = "The last one to rehearse; the head if none is named.")
    private String to;

    @Option(
            names = "--from",
            paramLabel = "BACKUP",
            description = "Copy a backup that `db backup` made, instead of the database as of now.")
    private Path from;

    @Option(
            names = "--on",
            paramLabel = "URL",
            description = "A JDBC URL, with its login, of a database on another server, on which the copy is made.")
    private String on;

    @Option(
            names = "--embedded",
            description = "Make the copy on a server of its own, started for the purpose. Only in a checkout.")
    private boolean embedded;

    @Option(
            names = "--longest-lock",
            paramLabel = "DURATION",
            defaultValue = "1s",
            description = "How long a lock may stop the reads or writes of a table, as in 500ms or 2s; 1s by default.")
    private String longestLock;

    @Option(
            names = "--alters",
            paramLabel = "TABLE[.COLUMN]",
            description = "Alters this on purpose, as a comment in the changeset can say too: # alters: students.email:"
                    + " reason")
    private List<String> alters = List.of();

    @Option(names = "--keep", description = "Let the copy stay, at the revision that it went to.")
    private boolean keep;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page to look at, too.")
    private Path html;

    @Override
    public Integer call() throws SQLException {
        return null;
    }
}
