package org.studentmanagement.transfer;

import java.util.List;
import java.util.Set;

/**
 * One kind of file: its columns, and the SQL that takes its rows from a staging table to where they belong. A row of a
 * staging table is refused if it has a reason, and stays there to be reported.
 */
interface Sheet {
    Sheet STUDENTS = new StudentSheet();
    Sheet COURSES = new CourseSheet();
    Sheet ENROLLMENTS = new EnrollmentSheet();

    /** In this order: enrollments are checked against the students and courses that come with them. */
    List<Sheet> ALL = List.of(STUDENTS, COURSES, ENROLLMENTS);

    /** Names the tables: {@code import_<name>} takes the file's rows, {@code changed_<name>} those to be stored. */
    String name();

    List<Column> columns();

    /** Creates the staging table. */
    String staging();

    /** Statements that refuse rows for the sake of other rows, stored or in the files. */
    List<String> checks();

    /**
     * Creates the table of the accepted rows that differ from what is stored, with a column {@code is_new}.
     *
     * @param given the columns that the file has
     */
    String changes(Set<String> given);

    /** Statements that store the changes. */
    List<String> stores();
}
