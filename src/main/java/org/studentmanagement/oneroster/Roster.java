package org.studentmanagement.oneroster;

import java.util.Arrays;

/** A collection of the rostering service. */
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
    DEMOGRAPHICS("demographics", RosterRecord.DEMOGRAPHICS, "true");

    final String path;
    final RosterRecord record;

    /** Which rows of the kind of record are in it. */
    final String rows;

    Roster(String path, RosterRecord record, String rows) {
        this.path = path;
        this.record = record;
        this.rows = rows;
    }

    /** @throws OneRosterRefusal if there is none, or only among the demographics, which are a resource of their own */
    static Roster at(String path) {
        return Arrays.stream(values())
                .filter(roster -> roster.path.equals(path) && roster != DEMOGRAPHICS)
                .findFirst()
                .orElseThrow(() -> OneRosterRefusal.unknown("The rostering service has no collection of this name."));
    }
}
