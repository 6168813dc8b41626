package org.studentmanagement.schema.run;

import java.sql.SQLException;
import java.util.List;
import org.studentmanagement.schema.record.Revision;
import org.studentmanagement.terminal.Refused;

/** What is asked before the first of some revisions runs, when nobody else can migrate any more. */
public interface Preflight {
    /** For a database that holds nothing but what its changesets made of it. */
    Preflight NONE = (target, plan, direction) -> {};

    /** @throws Refused if one of them would fail, or do harm, though those before it run */
    void require(TargetDatabase target, List<Revision> plan, Direction direction) throws SQLException;
}
