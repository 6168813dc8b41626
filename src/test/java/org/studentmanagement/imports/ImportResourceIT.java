package org.studentmanagement.imports;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ImportResourceIT extends ImportResourceTest {}
