package org.studentmanagement.oneroster;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Rules;
import org.studentmanagement.transfer.Sheet;

/** Columns of the files. */
final class RosterColumns {
    static final String STATUS = "status";

    /** The status of what is to be deleted. */
    static final String GONE = "tobedeleted";

    private static final String ID = "sourcedId";

    static final int NAME_LENGTH = 100;
    static final int WORD_LENGTH = 20;
    static final int LIST_LENGTH = 2000;

    private RosterColumns() {}

    /** What is read of a line that names what is to be deleted: no more need be known of it. */
    static Set<String> ofGone(RosterFile file) {
        return file == RosterFile.ENROLLMENTS ? Set.of(ID, STATUS, "endDate") : Set.of(ID, STATUS);
    }

    /** Those that every file has, and its own. */
    static List<Column> of(List<Column> own) {
        List<Column> columns = new ArrayList<>();
        columns.add(id(ID));
        columns.add(Column.optional(
                STATUS,
                Rules.orNone(Rules.matching(
                        "active|" + GONE, WORD_LENGTH, "a status: send active, tobedeleted or nothing"))));
        columns.addAll(own);
        return columns;
    }

    static Column id(String name) {
        return Column.required(name, RosterSheet.UUID).as(RosterSheet.TYPE);
    }

    static Column idOrNone(String name) {
        return Column.optional(name, Rules.orNone(RosterSheet.UUID)).as(RosterSheet.TYPE);
    }

    static Column day(String name) {
        return Column.required(name, Rules::date).as("date");
    }

    static Column word(String name) {
        return Column.required(name, Rules.name(NAME_LENGTH));
    }

    /** The rule of a feature's column. */
    static Column.Rule rule(Sheet sheet, String column) {
        return sheet.columns().stream()
                .filter(known -> known.name().equals(column))
                .findFirst()
                .orElseThrow()
                .rule();
    }
}
