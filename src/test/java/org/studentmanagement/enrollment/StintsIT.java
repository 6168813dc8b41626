package org.studentmanagement.enrollment;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class StintsIT extends StintsTest {}
