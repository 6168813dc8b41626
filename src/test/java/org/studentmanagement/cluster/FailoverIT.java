package org.studentmanagement.cluster;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.studentmanagement.cluster.Faults.Met;
import org.studentmanagement.cluster.Ledger.Differences;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.ClusterPrograms;
import org.studentmanagement.testsupport.Fixtures;
import org.studentmanagement.testsupport.Json;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.PatientOnABusyMachine;
import org.studentmanagement.testsupport.Seed;
import org.studentmanagement.testsupport.ServingProcess;

/**
 * The primary is killed, stopped, frozen and cut off while callers write. What is said of times is of the service alone, and nothing else
 * runs beside it. The short form, which runs on machines that are busy with others, only prints them.
 */
@Order(1)
@Tag("cluster")
@ResourceLock(BesideTheService.LOCK)
@ExtendWith(PatientOnABusyMachine.class)
class FailoverIT {
    private static final Logger LOG = Logger.getLogger(FailoverIT.class);

    private static final String UNKNOWN = "urn:problem-type:outcome-unknown";

    private static final int TIMES = ClusterPrograms.SHORT ? 1 : 5;

    /** What the service may take after the cluster can be written to. */
    private static final Duration AFTER_THE_CLUSTER = Duration.ofSeconds(2);

    /** Of revisions, after which the primary is killed under a deployment. */
    private static final List<Integer> REVISIONS = ClusterPrograms.SHORT ? List.of(30) : List.of(3, 30, 60);

    @TempDir
    private static Path folder;

    private static PatroniCluster cluster;
    private static long course;

    @RegisterExtension
    private final Seed seed = new Seed(1);

    private final Faults faults = new Faults();

    private Differences before = new Differences(0, 0);

    @BeforeAll
    static void start() throws Exception {
        PatroniCluster.require();
        cluster = new PatroniCluster(folder);
        try (Connection connection = cluster.connect("postgres")) {
            Jdbc.execute(connection, "CREATE DATABASE school");
        }
        MigratedDatabase.migrate(cluster.url("school"));
        try (Connection connection = cluster.connect("school")) {
            course = Jdbc.number(connection, "INSERT INTO courses (code, name) VALUES ('AAA', 'Algebra') RETURNING id");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void noAcknowledgedWriteIsLostNoneIsDoneTwiceAndTheServiceIsThereAsSoonAsTheCluster() throws Exception {
        Duration bound = PatroniCluster.bound();
        List<Fault> all = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            // Patroni 3.0.2 may not give the standby its role back after one that was frozen
            int times = ClusterPrograms.SHORT && fault == Fault.FROZEN ? 0 : TIMES;
            all.addAll(Collections.nCopies(times, fault));
        }
        Collections.shuffle(all, seed.random());

        try (ServingProcess service = serve();
                Probe probe = new Probe(cluster);
                Load load = new Load(service.port(), course, seed)) {
            before = differences(load);
            for (Fault fault : all) {
                meet(fault, probe, load);
            }
            assertThat(service.service().process().isAlive()).isTrue();
            assertThat(load.odd()).isEmpty();
            assertThat(load.ledger().refusals())
                    .as("writes that were left at being refused")
                    .isPositive();
        } finally {
            LOG.infof("%d faults, %s, bound %s%n%s", all.size(), seed, bound, faults);
        }

        assertThat(faults.all()).allSatisfy(met -> {
            assertThat(met.lost()).isZero();
            assertThat(met.doubled()).isZero();
            if (!ClusterPrograms.SHORT) {
                assertThat(met.later()).isLessThan(AFTER_THE_CLUSTER);
                // a machine that is too busy for the cluster to keep its own is none of the service's
                assertThat(met.withoutService().minus(AFTER_THE_CLUSTER))
                        .isLessThan(Collections.max(List.of(bound, met.withoutCluster())));
            }
        });
    }

    /** PostgreSQL acknowledges a commit, with no more than a warning, whose wait for the standby is canceled, as by a limit of time. */
    @Test
    void aWriteThatOnlyThePrimaryHasIsNotAcknowledged() throws Exception {
        try (ServingProcess service = serve()) {
            PatroniNode primary = cluster.primary();
            PatroniNode standby = cluster.standby();
            long student =
                    Json.of(store(service, Fixtures.studentBody())).path("id").longValue();
            Map<String, Object> another = Fixtures.studentBody();

            primary.freezePatroni();
            standby.freeze();
            try {
                CompletableFuture<Response> enrolled = supplyAsync(() -> enroll(service, student));
                store(service, another).then().statusCode(503).body("type", is(UNKNOWN));
                enrolled.join().then().statusCode(503).body("type", is(UNKNOWN));
            } finally {
                standby.thaw();
                primary.thaw();
            }
            cluster.awaitStandby();

            store(service, another).then().statusCode(201).header("Idempotency-Replayed", "true");
            enroll(service, student).then().statusCode(200).header("Idempotency-Replayed", "true");
        }
    }

    @Test
    void aDeploymentUnderWhichThePrimaryDiesIsFinishedByTheNext() throws Exception {
        InterruptedDeployment deployment = new InterruptedDeployment(cluster, folder);
        for (int revisions : REVISIONS) {
            deployment.killPrimaryAfter(revisions);
            cluster.awaitStandby();
        }
        deployment.assertFinishes();
    }

    private static ServingProcess serve() throws IOException {
        return ServingProcess.start(Map.of("QUARKUS_DATASOURCE_JDBC_URL", cluster.url("school")));
    }

    private static Response store(ServingProcess service, Map<String, Object> student) {
        return service.api()
                .header("Idempotency-Key", student.get("number"))
                .contentType(ContentType.JSON)
                .body(student)
                .post("/api/students");
    }

    private static Response enroll(ServingProcess service, long student) {
        return service.api()
                .header("Idempotency-Key", "course of " + student)
                .contentType(ContentType.JSON)
                .body(Map.of("course_ids", List.of(course)))
                .post("/api/students/{id}/courses", student);
    }

    private void meet(Fault fault, Probe probe, Load load) throws Exception {
        load.awaitMore();
        PatroniNode primary = cluster.primary();
        probe.writes().begin();
        load.acknowledgements().begin();
        fault.strike(primary);
        cluster.awaitPrimaryInsteadOf(primary);
        load.awaitMore();
        probe.awaitMore();
        Duration withoutCluster = probe.writes().longest();
        Duration withoutService = load.acknowledgements().longest();
        Duration later = load.acknowledgements().after(probe.writes());

        fault.mend(primary);
        cluster.awaitStandby();
        int acknowledged = load.acknowledgements().times();
        Differences now = differences(load);
        Met met = new Met(
                acknowledged,
                now.lost() - before.lost(),
                now.doubled() - before.doubled(),
                withoutCluster,
                withoutService,
                later);
        faults.add(fault, met);
        before = now;
        LOG.infof("%s: %s", fault, met);
    }

    private static Differences differences(Load load) throws Exception {
        return load.pause(() -> {
            try (Connection connection = cluster.connect("school")) {
                return load.ledger().differences(connection);
            }
        });
    }
}
