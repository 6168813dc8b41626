package org.studentmanagement.oneroster;

import java.util.Arrays;

/** A collection of a service. */
enum Roster {
    ORGS("orgs", RosterRecord.ORG, "true"),
    SCHOOLS("schools", RosterRecord.ORG, "true"),
    ACADEMIC_SESSIONS("academicSessions", RosterRecord.ACADEMIC_SESSION, "true"),
    TERMS("terms", RosterRecord.ACADEMIC_SESSION, "r.type = 'term'"),
    // of a term that is gone nobody knows the kind
    GRADING_PERIODS("gradingPeriods", RosterRecord.ACADEMIC_SESSION, "(r.type = 'gradingPeriod' OR r.gone)"),
    COURSES("courses", RosterRecord.COURSE, "true"),
    CLASSES("classes", RosterRecord.CLASS, "true"),
    USERS("users", RosterRecord.USER, "true"),
    STUDENTS("students", RosterRecord.USER, "r.noun = 1"),
    TEACHERS("teachers", RosterRecord.USER, "r.noun = 2"),
    ENROLLMENTS("enrollments", RosterRecord.ENROLLMENT, "true"),
    DEMOGRAPHICS("demographics", RosterRecord.DEMOGRAPHICS, "true"),

    CATEGORIES(RosterRecord.CATEGORY),
    LINE_ITEMS(RosterRecord.LINE_ITEM),
    RESULTS(RosterRecord.RESULT),
    SEEN_RESULTS(RosterRecord.SEEN_RESULT),
    SCORE_SCALES(RosterRecord.SCORE_SCALE),
    ASSESSMENT_LINE_ITEMS(RosterRecord.ASSESSMENT_LINE_ITEM),
    ASSESSMENT_RESULTS(RosterRecord.ASSESSMENT_RESULT),

    RESOURCES(Member.RESOURCES, "resources", RosterRecord.RESOURCE, "true");

    final String service;
    final String path;
    final RosterRecord record;

    /** Which rows of the kind of record are in it. */
    final String rows;

    Roster(String path, RosterRecord record, String rows) {
        this(Member.ROSTERING, path, record, rows);
    }

    /** Of the gradebook, whose collections are called as what is in them. */
    Roster(RosterRecord record) {
        this(Member.GRADEBOOK, record.many, record, "true");
    }

    Roster(String service, String path, RosterRecord record, String rows) {
        this.service = service;
        this.path = path;
        this.record = record;
        this.rows = rows;
    }

    /**
     * Of several that are called the same, that which has all.
     *
     * @throws OneRosterRefusal if there is none, or only among the demographics, which are a resource of their own
     */
    static Roster at(String service, String path) {
        return Arrays.stream(values())
                .filter(roster -> roster.service.equals(service) && roster.path.equals(path) && roster != DEMOGRAPHICS)
                .findFirst()
                .orElseThrow(() -> OneRosterRefusal.unknown("The service has no collection of this name."));
    }

    /** Which have scopes of their own. */
    boolean ofAssessments() {
        return this == ASSESSMENT_LINE_ITEMS || this == ASSESSMENT_RESULTS;
    }

    /** What is told of it to who does not mark. */
    Roster seen() {
        return this == RESULTS ? SEEN_RESULTS : this;
    }
}
