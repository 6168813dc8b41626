package org.studentmanagement.profile;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Tag;

@Tag("native")
@QuarkusIntegrationTest
class PictureResourceIT extends PictureResourceTest {}
