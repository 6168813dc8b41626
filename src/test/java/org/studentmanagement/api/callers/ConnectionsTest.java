package org.studentmanagement.api.callers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Connections all = new Connections(new Limits(), null, null, new ObjectMapper(), metrics);

    @Test
    void aConnectionThatIsAtWorkIsNotClosedToMakeRoom() {
        Connection connection = new Connection(all);
        EmbeddedChannel channel = working(connection);

        connection.drop();
        channel.runPendingTasks();

        assertThat(channel.isActive()).isTrue();
        assertThat(counted()).isEqualTo(1);
    }

    @Test
    void aConnectionThatItsCallerClosedWhileItWasToMakeRoomIsNotCountedForEver() {
        Connection connection = new Connection(all);
        EmbeddedChannel channel = working(connection);
        channel.close();

        connection.drop();
        channel.runPendingTasks();

        assertThat(counted()).isZero();
    }

    private static EmbeddedChannel working(Connection connection) {
        EmbeddedChannel channel = new EmbeddedChannel(connection);
        connection.open();
        connection.exchange().read(100);
        connection.requestEnded();
        return channel;
    }

    private double counted() {
        return metrics.get("callers.connections").gauge().value();
    }

    private static class Limits implements CallersConfig {
        @Override
        public int connections() {
            return 4;
        }

        @Override
        public Duration requestTime() {
            return Duration.ofSeconds(20);
        }

        @Override
        public Duration answerTime() {
            return Duration.ofSeconds(60);
        }
    }
}
