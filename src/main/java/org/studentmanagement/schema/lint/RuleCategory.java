package org.studentmanagement.schema.lint;

/** What a rule is about, which decides where it holds. */
enum RuleCategory {
    /** Others wait: it weighs as much as the table has rows, and in a rollback it is a warning. */
    LOCK,
    /** The release before still runs: nobody uses a table that was made in the same run. */
    RELEASE,
    /** It fails, or cannot be known: always, and in a rollback as well. */
    EXECUTION,
    /** What a changeset should have. */
    FORM
}
