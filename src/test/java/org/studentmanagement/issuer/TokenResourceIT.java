package org.studentmanagement.issuer;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@Tag("native")
@QuarkusIntegrationTest
class TokenResourceIT extends TokenResourceTest {}
