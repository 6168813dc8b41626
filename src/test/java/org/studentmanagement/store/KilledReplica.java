package org.studentmanagement.store;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/** A process that stores a file, or sweeps, and is killed at one moment of it. */
final class KilledReplica {
    /** When it is. */
    enum Moment {
        /** The database knows that there will be a file, the store has the half of it. */
        WHILE_STORING,
        /** The store has a file that no row has. */
        BEFORE_ATTACHING,
        /** The database says of a file that it goes, the store has none any more. */
        WHILE_REMOVING
    }

    private static final byte[] FILE = new byte[200_000];

    private KilledReplica() {}

    static void run(Moment moment, String database, Path folder) throws IOException, InterruptedException {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                KilledReplica.class.getName(),
                moment.name(),
                database,
                folder.toString());
        java.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process killed = java.redirectErrorStream(true)
                .redirectOutput(new File("target/killed-replica.log"))
                .start();
        if (killed.waitFor() != Halting.KILLED) {
            throw new IOException("It ended by itself: target/killed-replica.log says why");
        }
    }

    public static void main(String... told) throws Exception {
        Moment moment = Moment.valueOf(told[0]);
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setURL(told[1]);
        StoreConfig config = StoreSettings.of(Map.of("materials.folder", told[2]));
        FileStore store = new Halting(moment, new FileStores().configured(config));
        FileSweeper sweeper = new FileSweeper(database, config, store, Clock.systemUTC());
        if (moment == Moment.WHILE_REMOVING) {
            sweeper.sweep();
        } else {
            StoreMark mark = new StoreMark(database, store, new SimpleMeterRegistry()) {
                @Override
                boolean another() {
                    return false;
                }
            };
            new StoredFiles(database, config, store, sweeper, mark)
                    .put(new ByteArrayInputStream(FILE), (connection, id) -> true);
        }
    }

    /** Halts as a machine does that loses power: nobody tidies up. */
    private record Halting(Moment moment, FileStore store) implements FileStore {
        static final int KILLED = 137;

        @Override
        public boolean available() {
            return store.available();
        }

        @Override
        public String settings() {
            return store.settings();
        }

        @Override
        public void check() throws IOException {
            store.check();
        }

        @Override
        public void put(UUID id, InputStream content) throws IOException {
            store.put(id, new FilterInputStream(content) {
                private int read;

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    if (moment == Moment.WHILE_STORING && read > FILE.length / 2) {
                        Runtime.getRuntime().halt(KILLED);
                    }
                    int count = super.read(into, offset, Math.min(length, FILE.length / 4));
                    read += count;
                    return count;
                }
            });
            Runtime.getRuntime().halt(KILLED);
        }

        @Override
        public InputStream get(UUID id, long from, long size) throws IOException {
            return store.get(id, from, size);
        }

        @Override
        public boolean has(UUID id) throws IOException {
            return store.has(id);
        }

        @Override
        public void remove(UUID id) throws IOException {
            store.remove(id);
            Runtime.getRuntime().halt(KILLED);
        }

        @Override
        public List<UUID> missing(List<UUID> ids) throws IOException {
            return store.missing(ids);
        }

        @Override
        public Stream<UUID> before(Instant time) throws IOException {
            return store.before(time);
        }
    }
}
