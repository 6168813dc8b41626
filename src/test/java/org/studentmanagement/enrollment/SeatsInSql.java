package org.studentmanagement.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;

/** A session of the database, as of who uses psql: it knows nothing of the rules. */
record SeatsInSql(Connection database) implements SeatsWriter {
    @Override
    public Answer carryOut(Step step) throws SQLException {
        run("SELECT set_config('student_management.request_id', ?, false)", step.request());
        try {
            return switch (step.verb()) {
                case ENROLL -> enroll(step, "student_courses (student_id, course_id) VALUES (?, ?)", Told.ENROLLED);
                case OVERRIDE ->
                    enroll(
                            step,
                            "student_courses (student_id, course_id, over_capacity) VALUES (?, ?, true)",
                            Told.ENROLLED);
                case WAIT -> enroll(step, "waitlist_entries (student_id, course_id) VALUES (?, ?)", Told.WAITLISTED);
                case WITHDRAW -> end(step, "student_courses", Told.WITHDRAWN);
                case LEAVE -> end(step, "waitlist_entries", Told.LEFT_WAITLIST);
                case CAPACITY -> {
                    Long version = run(
                            "UPDATE courses SET capacity = ? WHERE id = ? RETURNING version",
                            step.capacity(),
                            step.course());
                    yield version == null ? step.told(Told.NOTHING) : new Answer(step, Told.CAPACITY_SET, version);
                }
                case DELETE ->
                    told(step, Told.DELETED, run("DELETE FROM courses WHERE id = ? RETURNING 1", step.course()));
            };
        } catch (SQLException refused) {
            // a foreign key, full, not full, less than what is taken, or one of two that wait for each other
            assertThat(refused.getSQLState()).as(refused.getMessage()).isIn("23503", "23514", "40P01");
            return step.told(Told.NOTHING);
        }
    }

    private Answer enroll(Step step, String into, Told told) throws SQLException {
        return told(
                step,
                told,
                run("INSERT INTO " + into + " ON CONFLICT DO NOTHING RETURNING 1", step.student(), step.course()));
    }

    private Answer end(Step step, String table, Told told) throws SQLException {
        return told(
                step,
                told,
                run(
                        "DELETE FROM " + table + " WHERE student_id = ? AND course_id = ? RETURNING 1",
                        step.student(),
                        step.course()));
    }

    private static Answer told(Step step, Told told, Long row) {
        return step.told(row == null ? Told.NOTHING : told);
    }

    /** The first column of the row that the statement returns, or null where it returns none. */
    private Long run(String sql, Object... values) throws SQLException {
        try (var statement = database.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                return rows.next() && rows.getObject(1) instanceof Number number ? number.longValue() : null;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
