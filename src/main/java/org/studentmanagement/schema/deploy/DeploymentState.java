package org.studentmanagement.schema.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How far a deployment has come, which decides what an operator finds when it has failed, and what he can do. */
enum DeploymentState {
    NOTHING_CHANGED,
    UPGRADING,
    UPGRADED,
    GOING_BACK,
    GONE_BACK;

    static List<String> done(String place, String from, String revision, boolean nothingPending, boolean killedBefore) {
        if (!nothingPending) {
            return List.of("Deployed: %s is at %s, and was at %s.".formatted(place, revision, from));
        }
        String nothing = "Nothing to do at %s.".formatted(revision);
        return killedBefore
                ? List.of(
                        nothing,
                        "A deployment was killed here, perhaps before it was verified. To compare the rows with its backup:"
                                + " db verify --against BACKUP")
                : List.of(nothing);
    }

    List<String> sentences(String from, String revision, Path backup, String typed, boolean fenced) {
        List<String> sentences = new ArrayList<>(sentences(from, revision, backup, typed));
        if (fenced) {
            sentences.add("The fence is open: writes are served again.");
        }
        if (backup != null) {
            sentences.add("The backup is %s.".formatted(backup));
        }
        return sentences;
    }

    private List<String> sentences(String from, String revision, Path backup, String typed) {
        String back = "To go back: db downgrade %s%s"
                .formatted(from, backup == null ? "" : "; or into an empty database: db restore " + backup);
        return switch (this) {
            case NOTHING_CHANGED ->
                List.of(
                        "Nothing was changed: the database is at %s.".formatted(revision),
                        "Once it is mended: " + typed);
            case UPGRADING ->
                List.of(
                        "The database is at %s, and was at %s. A revision that failed has left nothing."
                                .formatted(revision, from),
                        "Once it is mended, to go on from there: " + typed,
                        back);
            case UPGRADED ->
                List.of(
                        "All revisions have run: the database is at %s, and was at %s.".formatted(revision, from),
                        back);
            case GOING_BACK ->
                List.of(
                        "The way back has not come to its end, or is not proved: the database is at %s, and was at %s."
                                .formatted(revision, from),
                        back);
            case GONE_BACK ->
                List.of(
                        "The database is back at %s, with the schema and the rows of before.".formatted(from),
                        "Once it is mended: " + typed);
        };
    }
}
