package org.studentmanagement.schema.lint;

import java.nio.file.Path;
import org.studentmanagement.testsupport.BesideTheService;

/** The service's own changesets keep the rules. */
@BesideTheService
class ChangesetRulesTest extends ChangesetRules {
    @Override
    protected Path resources() {
        return Path.of("src/main/resources");
    }
}
