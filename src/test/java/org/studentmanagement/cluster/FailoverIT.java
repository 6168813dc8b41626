package org.studentmanagement.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.studentmanagement.cluster.Faults.Met;
import org.studentmanagement.cluster.Ledger.Differences;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.testsupport.BesideTheService;
import org.studentmanagement.testsupport.ClusterPrograms;
import org.studentmanagement.testsupport.MigratedDatabase;
import org.studentmanagement.testsupport.Seed;
import org.studentmanagement.testsupport.ServingProcess;

/**
 * The primary is killed, stopped, frozen and cut off while callers write. What is said of times is of the service alone, and nothing else
 * runs beside it.
 */
@Order(1)
@Tag("cluster")
@ResourceLock(BesideTheService.LOCK)
class FailoverIT {
    private static final Logger LOG = Logger.getLogger(FailoverIT.class);

    private static final int TIMES = ClusterPrograms.SHORT ? 1 : 5;

    /** What the service may take after the cluster can be written to. */
    private static final Duration AFTER_THE_CLUSTER = Duration.ofSeconds(2);

    @RegisterExtension
    private final Seed seed = new Seed(1);

    private final Faults faults = new Faults();

    private Differences before = new Differences(0, 0);

    @Test
    void noAcknowledgedWriteIsLostNoneIsDoneTwiceAndTheServiceIsThereAsSoonAsTheCluster(@TempDir Path folder)
            throws Exception {
        PatroniCluster.require();
        List<Fault> all = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            all.addAll(Collections.nCopies(TIMES, fault));
        }
        Collections.shuffle(all, seed.random());

        try (PatroniCluster cluster = new PatroniCluster(folder)) {
            long course = prepare(cluster);
            try (ServingProcess service =
                            ServingProcess.start(Map.of("QUARKUS_DATASOURCE_JDBC_URL", cluster.url("school")));
                    Probe probe = new Probe(cluster);
                    Load load = new Load(service.port(), course, seed)) {
                for (Fault fault : all) {
                    meet(fault, cluster, probe, load);
                }
                assertThat(service.service().process().isAlive()).isTrue();
                assertThat(load.odd()).isEmpty();
                assertThat(load.ledger().refusals())
                        .as("writes that were left at being refused")
                        .isPositive();
            }
        } finally {
            LOG.infof("%d faults, %s%n%s", all.size(), seed, faults);
        }

        assertThat(faults.all()).allSatisfy(met -> {
            assertThat(met.lost()).isZero();
            assertThat(met.doubled()).isZero();
            assertThat(met.later()).isLessThan(AFTER_THE_CLUSTER);
        });
    }

    private static long prepare(PatroniCluster cluster) throws Exception {
        try (Connection connection = cluster.connect("postgres")) {
            Jdbc.execute(connection, "CREATE DATABASE school");
        }
        MigratedDatabase.migrate(cluster.url("school"));
        try (Connection connection = cluster.connect("school")) {
            return Jdbc.number(connection, "INSERT INTO courses (code, name) VALUES ('AAA', 'Algebra') RETURNING id");
        }
    }

    private void meet(Fault fault, PatroniCluster cluster, Probe probe, Load load) throws Exception {
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
        Differences now = load.pause(() -> {
            try (Connection connection = cluster.connect("school")) {
                return load.ledger().differences(connection);
            }
        });
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
}
