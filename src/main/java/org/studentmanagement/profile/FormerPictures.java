package org.studentmanagement.profile;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.studentmanagement.database.Jdbc;
import org.studentmanagement.store.FileStore;
import org.studentmanagement.store.StoreConfig;

/** Moves the pictures that the release before stored in the database to the store of files, as soon as there is one. */
@ApplicationScoped
class FormerPictures {
    private static final Logger LOG = Logger.getLogger(FormerPictures.class);

    /** Few, since they are in memory. */
    private static final String SOME =
            "SELECT student_id, content FROM profile_pictures WHERE student_id > ? ORDER BY student_id LIMIT 10";

    private record Former(long student, byte... content) {}

    @Inject
    DataSource database;

    @Inject
    PictureFiles pictures;

    /** With the pause between two sweeps, and so after the schema was made. */
    void start(@Observes StartupEvent started, Vertx vertx, FileStore store, StoreConfig config) {
        if (store.available()) {
            vertx.setPeriodic(
                    config.sweep().toMillis(),
                    tick -> vertx.executeBlocking(() -> {
                        try {
                            move();
                        } catch (SQLException | RuntimeException later) {
                            LOG.warnf("Pictures cannot be moved to the store of files now: %s", later.getMessage());
                        }
                        return null;
                    }));
        }
    }

    void move() throws SQLException {
        List<Former> some = after(0);
        while (!some.isEmpty()) {
            for (Former former : some) {
                pictures.move(former.student(), former.content());
            }
            some = after(some.get(some.size() - 1).student());
        }
    }

    private List<Former> after(long student) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return Jdbc.list(connection, SOME, row -> new Former(row.getLong(1), row.getBytes(2)), student);
        }
    }
}
