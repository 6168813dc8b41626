package org.studentmanagement.standby;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Map;
import org.studentmanagement.testsupport.FollowedServer;

/** Gives the service under test a primary with a standby. */
public class StandbyServers implements QuarkusTestResourceLifecycleManager {
    private FollowedServer servers;

    @Override
    public Map<String, String> start() {
        try {
            servers = new FollowedServer(Files.createTempDirectory("followed"));
            return Map.of(
                    "quarkus.datasource.jdbc.url", servers.primaryUrl(), "standby.jdbc-url", servers.standbyUrl());
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** After the one that every test of the service has. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(servers, new TestInjector.MatchesType(FollowedServer.class));
    }

    @Override
    public void stop() {
        try {
            servers.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
