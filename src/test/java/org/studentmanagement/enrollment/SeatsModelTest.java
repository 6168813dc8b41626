package org.studentmanagement.enrollment;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.studentmanagement.testsupport.Seed;
import org.studentmanagement.testsupport.ServiceDatabase;

/** {@link SeatsModel} by callers of one service and by sessions of its database. {@code -Dschedules=5000} tries more of them. */
@QuarkusTest
class SeatsModelTest {
    private static final int SCHEDULES = Integer.getInteger("schedules", 10);

    @RegisterExtension
    private final Seed seed = new Seed();

    @Test
    void seatsAndLinesHoldWhateverHappensAtOnceAndTheHistoryTellsIt() throws Exception {
        List<SeatsWriter> writers = new ArrayList<>();
        HttpClient http = HttpClient.newHttpClient();
        for (int caller = 0; caller < SeatsModel.CALLERS; caller++) {
            writers.add(
                    caller % 2 == 0
                            ? new SeatsOverHttp(http, List.of(RestAssured.port), seed.random(-caller))
                            : new SeatsInSql(ServiceDatabase.connect()));
        }
        String url = ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
        try (SeatsModel model = new SeatsModel(url, seed, writers)) {
            for (int schedule = 0; schedule < SCHEDULES; schedule++) {
                model.run(schedule, List.of());
            }
        }
    }
}
