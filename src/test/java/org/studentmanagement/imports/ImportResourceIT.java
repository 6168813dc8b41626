package org.studentmanagement.imports;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@Tag("native")
@QuarkusIntegrationTest
class ImportResourceIT extends ImportResourceTest {}
