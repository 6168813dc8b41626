package org.studentmanagement.oneroster;

/**
 * What a sourcedId stands for; the number is a part of it, so none is ever given another. There is room for 64.
 * The function {@code record_roster_change} writes the same numbers.
 */
enum Noun {
    SCHOOL(0),
    STUDENT(1),
    TEACHER(2),
    TERM(3),
    COURSE(4),

    /** A course as it is held: the id is that of the course. */
    CLASS(5),

    /** A school class. */
    HOMEROOM(6),

    /** A student takes a course: the ids of both. */
    TAKES(7),

    /** A teacher teaches a course: the ids of the course and the teacher. */
    TEACHES(8),

    /** A student is in a school class: the id of the membership. */
    BELONGS(9),

    /** A teacher has a school class: the ids of the class and the teacher. */
    LEADS(10),

    /** Of tests. */
    CATEGORY(11),

    /** A test. */
    LINE_ITEM(12),

    /** A mark: the ids of the test and the student. */
    RESULT(13),

    /** The grades as a class has them: the id of the course or school class, and the noun, which is that of its class. */
    SCORE_SCALE(14),

    /** Study material. */
    MATERIAL(15),

    /** What is tested outside of a class. */
    ASSESSMENT(16),

    ASSESSMENT_RESULT(17);

    final int number;

    Noun(int number) {
        this.number = number;
    }
}
