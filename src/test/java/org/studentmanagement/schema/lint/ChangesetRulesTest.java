package org.studentmanagement.schema.lint;

import java.nio.file.Path;

/** The service's own changesets keep the rules. */
class ChangesetRulesTest extends ChangesetRules {
    @Override
    protected Path resources() {
        return Path.of("src/main/resources");
    }
}
