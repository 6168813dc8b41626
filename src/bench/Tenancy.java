package bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One of the ways to keep many schools in one PostgreSQL: which session a request has, and how that knows its school. */
abstract class Tenancy implements AutoCloseable {
    /** The database with the rows of all. */
    static final String ROWS = "rows_of_all";

    /** For whom the policies hold. */
    static final String ROLE = "of_a_school";

    final String name;
    final List<Connection> connections = new ArrayList<>();

    Tenancy(String name) {
        this.name = name;
    }

    /** The connection for a caller and a school, and whether the school's ids begin with 1. */
    abstract Connection connection(int caller, int school);

    abstract boolean ownIds();

    abstract void name(Connection connection, int school) throws SQLException;

    void run(int caller, int school, SchoolRequests.Request request) throws SQLException {
        Connection connection = connection(caller, school);
        synchronized (connection) {
            name(connection, school);
            SchoolRequests.Sql sql = request.of(school, ownIds());
            try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
                for (int value = 0; value < sql.values().size(); value++) {
                    statement.setObject(value + 1, sql.values().get(value));
                }
                statement.execute();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }

    static String database(int school) {
        return Database.USER + "_" + school;
    }

    static Connection connect(Database database, String name, String user) throws SQLException {
        return DriverManager.getConnection(Database.url(database.port, name)
                + "?prepareThreshold=1&preparedStatementCacheQueries=64&user=" + user);
    }

    static Tenancy rows(Database database) throws SQLException {
        Tenancy tenancy = new Tenancy(ROWS) {
            @Override
            Connection connection(int caller, int school) {
                return connections.get(caller);
            }

            @Override
            boolean ownIds() {
                return false;
            }

            @Override
            void name(Connection connection, int school) throws SQLException {
                try (PreparedStatement name = connection.prepareStatement("SELECT set_config('school.id', ?, false)")) {
                    name.setString(1, String.valueOf(school));
                    name.execute();
                }
            }
        };
        for (int caller = 0; caller < Figures.CLIENTS; caller++) {
            tenancy.connections.add(connect(database, ROWS, ROLE));
        }
        return tenancy;
    }

    static Tenancy databases(Database database, int schools) throws SQLException {
        Tenancy tenancy = new Tenancy(Database.USER) {
            @Override
            Connection connection(int caller, int school) {
                return connections.get(school - 1);
            }

            @Override
            boolean ownIds() {
                return true;
            }

            @Override
            void name(Connection connection, int school) {
                // it is that of the connection
            }
        };
        for (int school = 1; school <= schools; school++) {
            tenancy.connections.add(connect(database, database(school), Database.USER));
        }
        return tenancy;
    }
}
