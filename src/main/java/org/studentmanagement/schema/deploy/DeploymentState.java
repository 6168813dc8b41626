package org.studentmanagement.schema.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How far a deployment has come, which decides what an operator finds when it has failed, and what he can do. */
enum DeploymentState {
    NOTHING_CHANGED {
        @Override
        List<String> sentences(String from, String revision, Path backup, String typed) {
            return List.of("Nothing was changed: the database is at %s.".formatted(revision), AGAIN + typed);
        }
    },
    UPGRADING {
        @Override
        List<String> sentences(String from, String revision, Path backup, String typed) {
            return List.of(
                    "The database is at %s, and was at %s. A revision that failed has left nothing."
                            .formatted(revision, from),
                    "Once it is mended, to go on from there: " + typed,
                    back(from, backup));
        }
    },
    UPGRADED {
        @Override
        List<String> sentences(String from, String revision, Path backup, String typed) {
            return List.of(
                    "All revisions have run: the database is at %s, and was at %s.".formatted(revision, from),
                    back(from, backup));
        }
    },
    GOING_BACK {
        @Override
        List<String> sentences(String from, String revision, Path backup, String typed) {
            return List.of(
                    "The way back has not come to its end, or is not proved: the database is at %s, and was at %s."
                            .formatted(revision, from),
                    back(from, backup));
        }
    },
    GONE_BACK {
        @Override
        List<String> sentences(String from, String revision, Path backup, String typed) {
            return List.of(
                    "The database is back at %s, with the schema and the rows of before.".formatted(from),
                    AGAIN + typed);
        }
    };

    private static final String AGAIN = "Once it is mended: ";

    /** What stands, and what to type next. */
    abstract List<String> sentences(String from, String revision, Path backup, String typed);

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

    private static String back(String from, Path backup) {
        String restored = backup == null ? "" : "; or into an empty database: db restore " + backup;
        return "To go back: db downgrade %s%s".formatted(from, restored);
    }
}
