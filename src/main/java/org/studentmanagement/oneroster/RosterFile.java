package org.studentmanagement.oneroster;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.studentmanagement.grading.GradeScale;

/**
 * The files of the CSV binding, each after those that it refers to, with the columns that the specification has, in its order. What
 * a column tells the record tells by REST, too, in the member of its name: {@code userSourcedId} is {@code user.sourcedId}.
 */
enum RosterFile {
    ACADEMIC_SESSIONS(RosterRecord.ACADEMIC_SESSION, "title,type,startDate,endDate,parentSourcedId,schoolYear"),

    ORGS(RosterRecord.ORG, "name,type,identifier,parentSourcedId"),

    COURSES(RosterRecord.COURSE, "schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes"),

    CLASSES(
            RosterRecord.CLASS,
            "title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods",
            Map.of("termSourcedIds", member(RosterRecord.CLASS, "terms.sourcedId"))),

    USERS(
            RosterRecord.USER,
            "enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,"
                    + "userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,"
                    + "primaryOrgSourcedId,pronouns"),

    ROLES(
            "roles",
            RosterRecord.USER,
            "userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId",
            RosterFile.ROW,
            Map.of(
                    RosterFile.ID,
                    derived(RosterRecord.USER, "role"),
                    "userSourcedId",
                    member(RosterRecord.USER, RosterFile.ID),
                    "roleType",
                    member(RosterRecord.USER, "roles.roleType"),
                    "role",
                    member(RosterRecord.USER, "roles.role"),
                    "orgSourcedId",
                    member(RosterRecord.USER, "roles.org.sourcedId"))),

    DEMOGRAPHICS(
            RosterRecord.DEMOGRAPHICS,
            "birthDate,sex,americanIndianOrAlaskaNative,asian,blackOrAfricanAmerican,nativeHawaiianOrOtherPacificIslander,white,"
                    + "demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity,countryOfBirthCode,stateOfBirthAbbreviation,"
                    + "cityOfBirth,publicSchoolResidenceStatus"),

    /** With what the binding has no column for, and another school like this one is to know. */
    ENROLLMENTS(
            RosterRecord.ENROLLMENT,
            "classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate,metadata.completedOn,metadata.result",
            Map.of(
                    "metadata.completedOn",
                    RosterFile.COMPLETION.formatted("completed_on"),
                    "metadata.result",
                    RosterFile.COMPLETION.formatted("result"))),

    CATEGORIES(RosterRecord.CATEGORY, "title,weight"),

    LINE_ITEMS(
            RosterRecord.LINE_ITEM,
            "title,description,assignDate,dueDate,classSourcedId,categorySourcedId,academicSessionSourcedId,resultValueMin,"
                    + "resultValueMax,schoolSourcedId,metadata.weight,metadata.published",
            // days here, and times there
            Map.of(
                    "assignDate",
                    "r.held_on",
                    "dueDate",
                    "r.held_on",
                    "metadata.weight",
                    GradebookMembers.there("trim_scale(r.weight)"),
                    "metadata.published",
                    GradebookMembers.there("r.published::text"))),

    SCORE_SCALES(
            "scoreScales",
            RosterRecord.SCORE_SCALE,
            "title,type,orgSourcedId,courseSourcedId,classSourcedId,scoreScaleValue",
            "r.other_id, r.id",
            Map.of("orgSourcedId", GivenSourcedId.sql("0", "0", "0"), "scoreScaleValue", RosterFile.STEPS)) {
        @Override
        String value(String column) {
            return super.value(column).replace(GradebookMembers.STEPS, GradeScale.steps());
        }
    },

    LINE_ITEM_SCORE_SCALES(
            "lineItemScoreScales",
            RosterRecord.LINE_ITEM,
            RosterFile.SCALED.formatted("lineItemSourcedId"),
            RosterFile.ROW,
            scaled(RosterRecord.LINE_ITEM, "lineItemSourcedId")),

    RESULTS(
            RosterRecord.RESULT,
            "lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment,textScore,classSourcedId,inProgress,incomplete,"
                    + "late,missing",
            // the specification has no lines within a value
            Map.of("comment", "regexp_replace(" + member(RosterRecord.RESULT, "comment") + ", '[\\n\\r]+', ' ', 'g')")),

    RESULT_SCORE_SCALES(
            "resultScoreScales",
            RosterRecord.RESULT,
            RosterFile.SCALED.formatted("resultSourcedId"),
            RosterFile.ROW,
            scaled(RosterRecord.RESULT, "resultSourcedId")),

    RESOURCES(
            RosterRecord.RESOURCE,
            "vendorResourceId,title,roles,importance,vendorId,applicationId,metadata.description,metadata.url,metadata.file,"
                    + "metadata.fileName,metadata.contentType,metadata.size,metadata.sha256",
            Map.of(
                    "roles",
                    GradebookMembers.there("'student,teacher'"),
                    "metadata.description",
                    GradebookMembers.there("regexp_replace(nullif(r.description, ''), '[\\n\\r]+', ' ', 'g')"),
                    "metadata.url",
                    GradebookMembers.there("r.url"),
                    "metadata.file",
                    GradebookMembers.there("r.file_id::text"),
                    "metadata.fileName",
                    GradebookMembers.there("r.file_name"),
                    "metadata.contentType",
                    GradebookMembers.there("r.content_type"),
                    "metadata.size",
                    GradebookMembers.there("r.size::text"),
                    "metadata.sha256",
                    GradebookMembers.there("r.sha256"))),

    COURSE_RESOURCES("courseResources", "course", "4", "r.course_id"),

    CLASS_RESOURCES(
            "classResources",
            "class",
            "CASE WHEN r.class_id IS NULL THEN 5 ELSE 6 END",
            "coalesce(r.class_id, r.course_id)");

    private static final String ID = "sourcedId";
    private static final String REFERENCE = "SourcedId";
    private static final String STATUS = "status";
    private static final String COMPLETION =
            "(SELECT e.%s FROM student_courses e WHERE r.noun = 7 AND e.student_id = r.id AND e.course_id = r.other_id)";
    private static final String SCALED = "title,%s,scoreScaleSourcedId";

    /** An order that rows keep which are stored in it elsewhere, whatever ids they get there. */
    private static final String ROW = "r.noun, r.id, r.other_id";

    private static final String STEPS =
            "(SELECT string_agg('{' || step.grade || ':' || trim_scale(step.lowest) || '}', ',' ORDER BY step.lowest DESC) FROM ("
                    + GradebookMembers.STEPS + ") step)";

    final String file;
    final RosterRecord record;
    final List<String> columns;
    private final String order;
    private final Map<String, String> own;
    private final String which;

    RosterFile(RosterRecord record, String columns) {
        this(record, columns, Map.of());
    }

    RosterFile(RosterRecord record, String columns, Map<String, String> own) {
        this(record.many, record, columns, ROW, own);
    }

    /**
     * For which of the two material is. Of what is gone nobody knows that any more: it is gone as both.
     *
     * @param noun of it, and its id
     */
    RosterFile(String file, String of, String noun, String id) {
        this(
                file,
                RosterRecord.RESOURCE,
                "title,%sSourcedId,resourceSourcedId".formatted(of),
                ROW,
                Map.of(
                        ID,
                        derived(RosterRecord.RESOURCE, of),
                        "title",
                        "NULL",
                        of + REFERENCE,
                        "CASE WHEN NOT r.gone THEN %s END".formatted(GivenSourcedId.sql(noun, id, "0")),
                        "resourceSourcedId",
                        member(RosterRecord.RESOURCE, ID)),
                "(r.gone OR " + id + " IS NOT NULL)");
    }

    RosterFile(String file, RosterRecord record, String columns, String order, Map<String, String> own) {
        this(file, record, columns, order, own, "true");
    }

    /**
     * @param own expressions of columns that are not told by the member of their name
     * @param which of the rows
     */
    RosterFile(String file, RosterRecord record, String columns, String order, Map<String, String> own, String which) {
        this.file = file;
        this.record = record;
        this.columns = Arrays.asList((ID + ",status," + Member.CHANGED + "," + columns).split(","));
        this.order = order;
        this.own = own;
        this.which = which;
    }

    /** What is there; nobody is told of its state and time. */
    String all() {
        return query(true, null, "NOT r.gone");
    }

    /**
     * What has changed, and what is gone.
     *
     * @param since a time, in SQL
     * @param narrowed the same; null where rows that have no time of their own have changed since then, too
     */
    String changed(String since, String narrowed) {
        return query(false, narrowed, record.field(Member.CHANGED).orElseThrow().value() + " >= " + since);
    }

    private String query(boolean bulk, String since, String told) {
        return "SELECT %s FROM (SELECT r.* FROM (%s) r WHERE %s AND %s ORDER BY %s OFFSET 0) r"
                .formatted(
                        columns.stream()
                                .map(column -> bulk && (column.equals(STATUS) || column.equals(Member.CHANGED))
                                        ? "NULL"
                                        : value(column))
                                .collect(Collectors.joining(", ")),
                        record.rows(since),
                        which,
                        told,
                        order);
    }

    /** The expression of a column; NULL of what is not known here. */
    String value(String column) {
        if (own.containsKey(column)) {
            return own.get(column);
        }
        String name = column.endsWith(REFERENCE) ? column.replaceFirst(REFERENCE + "$", "." + ID) : column;
        return record.field(name).map(Field::text).orElse("NULL");
    }

    private static String member(RosterRecord record, String name) {
        return record.field(name).orElseThrow().text();
    }

    private static Map<String, String> scaled(RosterRecord record, String of) {
        return Map.of(ID, derived(record, "scoreScale"), "title", "NULL", of, member(record, ID));
    }

    /** A UUID of version 3 (RFC 9562), of that of the record and a word: what belongs to it needs none of its own. */
    private static String derived(RosterRecord record, String word) {
        return """
                (SELECT overlay(overlay(h PLACING '3' FROM 13 FOR 1)
                    PLACING translate(substr(h, 17, 1), '0123456789abcdef', '89ab89ab89ab89ab') FROM 17 FOR 1)::uuid
                  FROM md5(uuid_send((%s)::uuid) || '%s'::bytea) h)""".formatted(member(record, ID), word);
    }
}
