-- The changeset, and its rollback, read where the numbering stands before they lock the table: rows that come in between
-- would get numbers that are then given again.
LOCK TABLE courses IN ACCESS EXCLUSIVE MODE
