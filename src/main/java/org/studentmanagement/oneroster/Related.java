package org.studentmanagement.oneroster;

import java.util.Arrays;

/** A collection of what belongs to one record: whose rows, and which of them. */
enum Related {
    STUDENTS_OF_CLASS(Roster.CLASSES, Roster.STUDENTS, Rows.MEMBERS),
    TEACHERS_OF_CLASS(Roster.CLASSES, Roster.TEACHERS, Rows.MEMBERS),
    CLASSES_OF_COURSE(Roster.COURSES, Roster.CLASSES, "%1$s = 4 AND r.course_id = %2$s"),
    CLASSES_OF_SCHOOL(Roster.SCHOOLS, Roster.CLASSES, Rows.ALL),
    COURSES_OF_SCHOOL(Roster.SCHOOLS, Roster.COURSES, Rows.ALL),
    ENROLLMENTS_OF_SCHOOL(Roster.SCHOOLS, Roster.ENROLLMENTS, Rows.ALL),
    STUDENTS_OF_SCHOOL(Roster.SCHOOLS, Roster.STUDENTS, Rows.ALL),
    TEACHERS_OF_SCHOOL(Roster.SCHOOLS, Roster.TEACHERS, Rows.ALL),
    TERMS_OF_SCHOOL(Roster.SCHOOLS, Roster.TERMS, Rows.ALL),
    CLASSES_OF_STUDENT(Roster.STUDENTS, Roster.CLASSES, Rows.TAKEN),
    CLASSES_OF_TEACHER(Roster.TEACHERS, Roster.CLASSES, Rows.TAKEN),
    CLASSES_OF_USER(Roster.USERS, Roster.CLASSES, Rows.TAKEN),
    CLASSES_OF_TERM(Roster.TERMS, Roster.CLASSES, "%1$s = 3 AND r.term_id = %2$s"),
    GRADING_PERIODS_OF_TERM(Roster.TERMS, Roster.GRADING_PERIODS, "%1$s = 3 AND r.parent_id = %2$s"),

    CATEGORIES_OF_CLASS(Roster.CLASSES, Roster.CATEGORIES, Rows.CATEGORIES),
    LINE_ITEMS_OF_CLASS(Roster.CLASSES, Roster.LINE_ITEMS, Rows.OF_CLASS),
    RESULTS_OF_CLASS(Roster.CLASSES, Roster.RESULTS, Rows.OF_CLASS),
    SCORE_SCALES_OF_CLASS(Roster.CLASSES, Roster.SCORE_SCALES, "r.other_id = %1$s AND r.id = %2$s"),
    LINE_ITEMS_OF_SCHOOL(Roster.SCHOOLS, Roster.LINE_ITEMS, Rows.ALL),
    SCORE_SCALES_OF_SCHOOL(Roster.SCHOOLS, Roster.SCORE_SCALES, Rows.ALL),

    RESOURCES_OF_COURSE(Roster.COURSES, Roster.RESOURCES, "%1$s = 4 AND r.course_id = %2$s"),
    RESOURCES_OF_CLASS(Roster.CLASSES, Roster.RESOURCES, GradebookRelations.ofClass("r.course_id", "r.class_id")),
    RESOURCES_OF_USER(Roster.USERS, Roster.RESOURCES, StudyMaterial.OF_USER),

    /** Below a school and one of its classes alone. */
    ENROLLMENTS_OF_CLASS(null, Roster.ENROLLMENTS, "r.class_noun = %1$s AND r.class_id = %2$s"),

    /** Below a class alone, as what follows. */
    RESULTS_OF_LINE_ITEM(null, Roster.RESULTS, "%1$s = 12 AND r.id = %2$s"),
    RESULTS_OF_STUDENT(null, Roster.RESULTS, "%1$s = 1 AND r.other_id = %2$s");

    /** Null where it is not read below one record alone. */
    final Roster of;

    final Roster roster;
    private final String rows;

    Related(Roster of, Roster roster, String rows) {
        this.of = of;
        this.roster = roster;
        this.rows = rows;
    }

    /** @throws OneRosterRefusal if records of the collection have none */
    static Related at(Roster of, String service, String path) {
        return Arrays.stream(values())
                .filter(related ->
                        related.of == of && related.roster.service.equals(service) && related.roster.path.equals(path))
                .findFirst()
                .orElseThrow(
                        () -> OneRosterRefusal.unknown("Records of this collection have no collection of this name."));
    }

    /** Of a class in a school. */
    static Related inClass(String path) {
        return path.equals(Roster.ENROLLMENTS.path) ? ENROLLMENTS_OF_CLASS : at(Roster.CLASSES, Member.ROSTERING, path);
    }

    String rows(SourcedId one, RosterValues values) {
        return "(" + rows.formatted(values.add(one.noun(), "integer"), values.add(one.id(), "bigint")) + ")";
    }

    /** Which rows, where several have the same, of the noun and the id of the one that they belong to. */
    private static final class Rows {
        /** There is one school, and whatever there is belongs to it. */
        static final String ALL = "%1$s + %2$s = 0";

        static final String OF_CLASS = GradebookRelations.ofClass("r.course_id", "r.school_class_id");

        static final String CATEGORIES =
                "r.id IN (SELECT k.id FROM test_categories k JOIN tests t ON t.category = k.title WHERE "
                        + GradebookRelations.ofClass("t.course_id", "t.class_id") + ")";

        static final String MEMBERS = enrolled("user", "class");

        static final String TAKEN = enrolled("class", "user");

        private static String enrolled(String shown, String of) {
            // what a format takes for its own is in no statement of rows
            return "(r.noun, r.id) IN (SELECT e." + shown + "_noun, e." + shown + "_id FROM (" + Relations.ENROLLMENTS
                    + ") e WHERE NOT e.gone AND e." + of + "_noun = %1$s AND e." + of + "_id = %2$s)";
        }
    }
}
