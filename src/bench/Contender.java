package bench;

import java.io.IOException;
import java.nio.file.Path;

/** What can be measured: the service in one of its forms, or what else one might serve the same rows with. */
interface Contender {
    Path TARGET = Path.of("target/bench");

    String name();

    /** Returns when it serves. */
    Server start(int databasePort) throws IOException, InterruptedException;

    /** The value of the Authorization header, new for each load: tokens end. */
    String authorization(Server server) throws IOException, InterruptedException;

    /** Whether there is anything to be asked. */
    default boolean has(Load load) {
        return true;
    }

    default Path log() {
        return TARGET.resolve(name() + ".log");
    }
}
