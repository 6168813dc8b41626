package org.studentmanagement.access;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class AccessTableIT extends AccessTableTest {}
