package org.studentmanagement.schema.author;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.schema.record.Revisions;
import org.studentmanagement.terminal.Refused;

/**
 * What was last written into a checkout: the files at the end of the changelog that begin with the same sentence. It can be
 * taken back as long as nobody else has it, no database has run it, and nobody has gone on writing it.
 */
public record LastWritten(Checkout checkout, List<String> files) {
    public static LastWritten in(Checkout checkout) throws IOException {
        List<String> files = checkout.files();
        if (files.isEmpty()) {
            throw new Refused("There is nothing to take back: the changelog has no revision.");
        }
        int first = files.size() - 1;
        String why = why(checkout, files.get(first));
        while (first > 0 && why(checkout, files.get(first - 1)).equals(why)) {
            first--;
        }
        return new LastWritten(checkout, files.subList(first, files.size()));
    }

    /** @throws Refused if that could take something from somebody; then nothing is removed */
    public List<Path> takeBack(Datasource database) throws SQLException, IOException {
        requireUncommitted();
        requireUntouched();
        requireNotRun(database);
        return checkout.remove(files);
    }

    /** Where git is missing, or knows of no commit here, nothing is. */
    private void requireUncommitted() throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "ls-tree", "-r", "--name-only", "HEAD", "--"));
        files.forEach(file -> command.add("src/main/resources/" + file));
        Process git;
        try {
            git = new ProcessBuilder(command)
                    .directory(checkout.root().toAbsolutePath().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException withoutGit) {
            return;
        }
        try (var committed = git.inputReader(StandardCharsets.UTF_8)) {
            String file = committed.readLine();
            if (file != null) {
                throw new Refused(
                        "%s is committed, so others may have it: what is to change is a new revision.".formatted(file));
            }
        }
    }

    /** The changelog is written last. */
    private void requireUntouched() {
        for (String file : files) {
            if (checkout.path(file).toFile().lastModified()
                    > checkout.changelog().toFile().lastModified()) {
                throw new Refused(
                        "%s was changed since it was written: remove it, and its line in the changelog, by hand."
                                .formatted(file));
            }
        }
    }

    private void requireNotRun(Datasource database) throws SQLException, IOException {
        try (Connection connection = database.connect("student-management db, revision")) {
            Revisions revisions = Revisions.read(connection, checkout.files());
            for (Revision revision : revisions.applied()) {
                if (files.contains(revision.file())) {
                    throw new Refused("%s has run in %s: undo that first, with db downgrade %s."
                            .formatted(revision.slug(), database.place(), before(revision, revisions.applied())));
                }
            }
        }
    }

    private static String before(Revision revision, List<Revision> applied) {
        int place = applied.indexOf(revision);
        return place == 0 ? Revisions.BASE : applied.get(place - 1).slug();
    }

    private static String why(Checkout checkout, String file) throws IOException {
        try (var lines = Files.lines(checkout.path(file))) {
            return lines.findFirst().orElse("");
        }
    }
}
