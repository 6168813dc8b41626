package org.studentmanagement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.PackagedService;
import picocli.CommandLine;

@BesideTheService
class RootCommandIT {
    @Test
    void aMistypedCommandStartsNoServer() throws Exception {
        PackagedService typed = PackagedService.start(Map.of(), List.of(), "databse", "upgrade");

        assertThat(typed.exitCode()).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(typed.standardError()).contains("Did you mean db upgrade?");
        assertThat(typed.standardOutput()).isEmpty();
    }
}
