package org.studentmanagement.schoolclass;

import java.util.List;
import java.util.Set;
import org.studentmanagement.access.Role;
import org.studentmanagement.term.TermSheet;
import org.studentmanagement.transfer.Column;
import org.studentmanagement.transfer.Key;
import org.studentmanagement.transfer.KeyedSheet;
import org.studentmanagement.transfer.Rules;

/** Classes, known by their codes, of terms that are known by theirs. */
public final class SchoolClassSheet extends KeyedSheet {
    /** A code, in this or another sheet. */
    static final Column.Rule CODE = Rules.matching(
            ClassValues.CODE,
            ClassValues.CODE_LENGTH,
            "a class's code: send 1 to 32 capitals and digits, single hyphens between");

    public static final Key KEY = new Key("class", "classes", Column.required("code", CODE));

    public SchoolClassSheet() {
        super(KEY, Column.required("name", Rules.name(ClassValues.NAME_LENGTH)), TermSheet.KEY.neededAs("term"));
    }

    @Override
    public List<String> writers() {
        return List.of(Role.REGISTRAR);
    }

    @Override
    public String description() {
        return "Columns code, name, and term, the code of one.";
    }

    /** A name that is stored is taken even where a line gives its class another one. */
    @Override
    protected List<String> ownChecks(Set<String> given) {
        return List.of("""
                UPDATE import_classes i
                SET refused_column = 'name', reason = format('"%s" is the name of class "%s" in that term already', i.name, s.code)
                FROM classes s JOIN terms t ON t.id = s.term_id
                WHERE i.reason IS NULL AND s.name = i.name AND t.code = i.term AND s.code <> i.code""", """
                UPDATE import_classes i
                SET refused_column = 'name', reason = format('"%s" is on line %s already, of the same term', i.name, earlier.line)
                FROM (
                  SELECT term, name, min(line) AS line FROM import_classes
                  WHERE reason IS NULL GROUP BY term, name HAVING count(*) > 1
                ) earlier
                WHERE i.reason IS NULL AND i.name = earlier.name AND i.term = earlier.term AND i.line > earlier.line""");
    }
}
