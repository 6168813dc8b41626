package org.studentmanagement.oneroster;

import static org.studentmanagement.oneroster.Member.date;
import static org.studentmanagement.oneroster.Member.reference;
import static org.studentmanagement.oneroster.Member.references;
import static org.studentmanagement.oneroster.Member.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.studentmanagement.grading.GradeScale;

/** A kind of record: how the answers name one and several, the rows, and what is told of them. */
enum RosterRecord {
    ORG("org", "orgs", Relations.ORGS, "r.changed_at", text("name", "r.name"), text("type", "'school'")),

    ACADEMIC_SESSION(
            "academicSession",
            "academicSessions",
            Relations.SESSIONS,
            "r.changed_at",
            text("title", "r.title"),
            date("startDate", "r.begins_on"),
            date("endDate", "r.ends_on"),
            text("type", "r.type"),
            reference("parent", "academicSessions", "academicSession", "3", "r.parent_id"),
            new Member(
                    "children",
                    "(SELECT json_agg(" + reference("academicSessions", "academicSession", "3", "c.id")
                            + " ORDER BY c.id) FROM terms c WHERE c.parent_id = r.id)",
                    List.of()),
            text("schoolYear", RosterRecord.SCHOOL_YEAR)),

    COURSE(
            "course",
            "courses",
            Relations.COURSES,
            "r.changed_at",
            text("title", "r.title"),
            text("courseCode", "r.code"),
            reference("org", "orgs", "org", "0", "0")),

    CLASS(
            "class",
            "classes",
            Relations.CLASSES,
            "r.changed_at",
            text("title", "r.title"),
            text("classCode", "r.code"),
            text("classType", "r.type"),
            reference("course", "courses", "course", "4", "r.course_id"),
            reference("school", "schools", "org", "0", "0"),
            references("terms", "academicSessions", "academicSession", "3", "r.term_id")),

    USER(
            "user",
            "users",
            Relations.USERS,
            Relations.userChanged(),
            text("username", "coalesce(r.email, r.number)"),
            text("enabledUser", Relations.enabled("r") + "::text"),
            text("givenName", "coalesce(substring(r.name FROM '^(.*\\S)\\s+\\S+\\s*$'), r.name)"),
            text("familyName", "coalesce(substring(r.name FROM '\\s(\\S+)\\s*$'), r.name)"),
            new Member(
                    "roles",
                    "json_build_array(json_build_object('roleType', 'primary', 'role', " + RosterRecord.ROLE
                            + ", 'org', " + reference("orgs", "org", "0", "0") + "))",
                    List.of(
                            Field.of("roles.roleType", Field.Type.TEXT, "'primary'"),
                            Field.of("roles.role", Field.Type.TEXT, RosterRecord.ROLE),
                            Field.id("roles.org.sourcedId", "0", "0", "0"))),
            reference("primaryOrg", "orgs", "org", "0", "0"),
            text("identifier", "r.number"),
            text("email", "r.email")) {
        @Override
        String rows(String since) {
            return since == null ? super.rows(null) : Relations.usersChanged(since);
        }
    },

    ENROLLMENT(
            "enrollment",
            "enrollments",
            Relations.ENROLLMENTS,
            """
            coalesce(r.changed_at, CASE r.noun
              WHEN 7 THEN (SELECT max(e.recorded_at) FROM enrollment_events e WHERE e.student_id = r.id AND e.course_id = r.other_id)
              WHEN 9 THEN greatest(
                coalesce((SELECT g.changed_at FROM roster_changes g WHERE g.noun = 9 AND g.row_id = r.id AND g.other_id = 0), %1$s),
                CASE WHEN r.ends_on <= current_date THEN r.ends_on END)
              END, %1$s)""".formatted(OneRosterSchool.MADE),
            reference("user", "users", "user", "r.user_noun", "r.user_id"),
            reference("class", "classes", "class", "r.class_noun", "r.class_id"),
            reference("school", "schools", "org", "0", "0"),
            text("role", "r.role"),
            date("beginDate", "r.begins_on"),
            date("endDate", "r.ends_on")) {
        @Override
        String rows(String since) {
            return since == null ? super.rows(null) : Relations.enrollmentsChanged("e.recorded_at >= " + since);
        }
    },

    DEMOGRAPHICS(
            "demographics",
            "demographics",
            Relations.DEMOGRAPHICS,
            "greatest(r.changed_at, " + Relations.ofProfile("updated_at") + ")",
            date("birthDate", Relations.ofProfile("date_of_birth"))) {
        @Override
        String rows(String since) {
            return since == null ? super.rows(null) : Relations.demographicsChanged(since);
        }
    },

    CATEGORY("category", "categories", GradebookRelations.CATEGORIES, GradebookMembers.CATEGORY),
    LINE_ITEM("lineItem", "lineItems", GradebookRelations.LINE_ITEMS, GradebookMembers.LINE_ITEM),
    RESULT("result", "results", GradebookRelations.RESULTS, GradebookMembers.RESULT),
    SEEN_RESULT("result", "results", GradebookRelations.SEEN_RESULTS, GradebookMembers.RESULT),

    SCORE_SCALE("scoreScale", "scoreScales", GradebookRelations.SCORE_SCALES, GradebookMembers.SCORE_SCALE) {
        @Override
        String json(List<String> names) {
            return super.json(names).replace(GradebookMembers.STEPS, GradeScale.steps());
        }
    },

    ASSESSMENT_LINE_ITEM(
            AssessmentRecords.TYPE, "assessmentLineItems", AssessmentRecords.ASSESSMENTS, AssessmentRecords.ASSESSMENT),
    ASSESSMENT_RESULT("assessmentResult", "assessmentResults", AssessmentRecords.RESULTS, AssessmentRecords.RESULT),

    RESOURCE("resource", "resources", StudyMaterial.ROWS, "r.changed_at", StudyMaterial.RESOURCE);

    private static final String SCHOOL_YEAR = """
            to_char(coalesce(
              (SELECT coalesce(y.ends_on, p.ends_on) FROM terms p LEFT JOIN terms y ON y.id = p.parent_id WHERE p.id = r.parent_id),
              r.ends_on), 'YYYY')""";

    private static final String ROLE = "CASE r.noun WHEN 1 THEN 'student' ELSE 'teacher' END";

    final String one;
    final String many;
    final List<Member> members;
    private final String rows;

    RosterRecord(String one, String many, String rows, String changed, Member... own) {
        this.one = one;
        this.many = many;
        this.rows = rows;
        this.members = Stream.concat(
                        Stream.of(
                                Member.id(),
                                text("status", "CASE WHEN r.gone THEN 'tobedeleted' ELSE 'active' END"),
                                Member.time(Member.CHANGED, changed)),
                        Stream.of(own))
                .toList();
    }

    /** Of the gradebook. */
    RosterRecord(String one, String many, String rows, Member... own) {
        this(one, many, rows, "r.changed_at", own);
    }

    /**
     * The rows, as a statement.
     *
     * @param since a parameter: what has not changed from then on may be left out; null where all are asked for
     */
    String rows(String since) {
        return rows;
    }

    /** Without regard to case, as the examples of the specification have it. */
    Optional<Field> field(String name) {
        return members.stream()
                .flatMap(member -> member.fields().stream())
                .filter(field -> field.name().equalsIgnoreCase(name))
                .findFirst();
    }

    List<String> fieldNames() {
        return members.stream()
                .flatMap(member -> member.fields().stream())
                .map(Field::name)
                .toList();
    }

    List<String> memberNames() {
        return members.stream().map(Member::name).toList();
    }

    /** @param names of members; all where there is none */
    String json(List<String> names) {
        List<String> parts = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (Member member : members) {
            if (names.isEmpty() || names.contains(member.name())) {
                String part = "'" + member.name() + "', " + member.json();
                if (member.isOpen()) {
                    open.append(" || CASE WHEN ")
                            .append(member.json())
                            .append(" IS NULL THEN '{}' ELSE jsonb_build_object(")
                            .append(part)
                            .append(") END");
                } else {
                    parts.add(part);
                }
            }
        }
        String closed = "json_strip_nulls(json_build_object(" + String.join(", ", parts) + "))";
        return open.isEmpty() ? closed + "::text" : "(" + closed + "::jsonb" + open + ")::text";
    }
}
