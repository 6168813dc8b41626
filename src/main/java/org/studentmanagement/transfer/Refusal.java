package org.studentmanagement.transfer;

import java.util.Optional;

/** Why a row is not stored. The line is the one on which the row begins, and the header's is 1. */
public record Refusal(String file, long line, Optional<String> column, String reason) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + column.map(name -> name + ": ").orElse("") + reason;
    }
}
