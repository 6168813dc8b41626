package org.studentmanagement.console;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@Tag("native")
@QuarkusIntegrationTest
class AdministratorConsoleIT extends AdministratorConsoleTest {}
