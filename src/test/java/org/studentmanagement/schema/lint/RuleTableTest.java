package org.studentmanagement.schema.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.BesideTheService;

/** The manual lists the rules as they are. */
@BesideTheService
class RuleTableTest {
    @Test
    void theManualHasEveryRuleWithItsReason() throws Exception {
        String table = Rule.all()
                .map(rule -> "| `%s` | %s | %s | %s |"
                        .formatted(
                                rule.id(),
                                rule.severity(),
                                rule.category().name().toLowerCase(Locale.ROOT),
                                rule.why()))
                .collect(Collectors.joining("\n"));

        String page = Files.readString(Path.of("src/site/lint.md"));
        String listed = page.substring(page.indexOf("| `foreign-key-checked-at-once`"));
        assertThat(listed.substring(0, listed.indexOf("\n\n"))).isEqualTo(table);
    }
}
