package org.studentmanagement.term;

import java.util.List;
import java.util.Set;
import org.studentmanagement.access.Role;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Key;
import org.studentmanagement.transfer.KeyedSheet;
import org.studentmanagement.transfer.Rules;

/** Terms, known by their codes, each with that of its parent. */
public final class TermSheet extends KeyedSheet {
    public static final Key KEY = new Key(
            "term",
            "terms",
            Column.required(
                    "code",
                    Rules.matching(
                            TermValues.CODE,
                            TermValues.CODE_LENGTH,
                            "a term's code: send 1 to 32 capitals and digits, single hyphens between")));

    public TermSheet() {
        super(
                KEY,
                Column.required("name", Rules.name(TermValues.NAME_LENGTH)),
                Column.required(
                        "kind",
                        Rules.matching(
                                TermValues.KIND,
                                TermValues.KIND_LENGTH,
                                "a kind: send school_year, term or grading_period")),
                Column.required("begins_on", Rules::date).as("date"),
                Column.required("ends_on", Rules::date).as("date"),
                KEY.referredToAs("parent"));
    }

    @Override
    public List<String> writers() {
        return List.of(Role.EDITOR);
    }

    @Override
    public String description() {
        return "Columns code, name, kind (school_year, term or grading_period), begins_on, ends_on, both dates like 2013-10-01,"
                + " and, if wanted, parent, the code of the school year of a term or the term of a grading period.";
    }

    /** A kind that is stored stays, so that which kind a parent has depends on no other row. */
    @Override
    protected List<String> ownChecks(Set<String> given) {
        return List.of("""
                UPDATE import_terms SET refused_column = 'ends_on', reason = 'is before begins_on'
                WHERE reason IS NULL AND ends_on < begins_on""", """
                UPDATE import_terms i SET refused_column = 'kind',
                  reason = format('is stored as %s: send that, since an import changes no kind', s.kind)
                FROM terms s
                WHERE i.reason IS NULL AND s.code = i.code AND s.kind <> i.kind""", """
                UPDATE import_terms SET refused_column = 'parent', reason = 'a school_year has no parent: leave it empty'
                WHERE reason IS NULL AND kind = 'school_year' AND parent IS NOT NULL""", """
                UPDATE import_terms i SET refused_column = 'parent',
                  reason = format('"%s" is a %s: the parent of a %s is a %s', i.parent, known.kind, i.kind, wanted.kind)
                FROM (
                  SELECT code, kind FROM terms
                  UNION SELECT code, kind FROM import_terms WHERE reason IS NULL
                ) known, (VALUES ('term', 'school_year'), ('grading_period', 'term')) wanted (child, kind)
                WHERE i.reason IS NULL AND known.code = i.parent AND wanted.child = i.kind AND known.kind <> wanted.kind""");
    }
}
