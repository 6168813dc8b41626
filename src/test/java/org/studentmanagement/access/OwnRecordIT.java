package org.studentmanagement.access;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@Tag("native")
@QuarkusIntegrationTest
class OwnRecordIT extends OwnRecordTest {}
