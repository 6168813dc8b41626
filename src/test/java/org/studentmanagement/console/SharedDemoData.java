package org.studentmanagement.console;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.studentmanagement.Sheets;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.testsupport.PostgresServer;
import org.studentmanagement.testsupport.ServiceDatabase;
import org.studentmanagement.transfer.DemoData;

/** The demo data in the database of the service, brought there by the first test that wants it. */
final class SharedDemoData implements BeforeEachCallback {
    @Override
    public void beforeEach(ExtensionContext context) {
        context.getRoot()
                .getStore(Namespace.create(SharedDemoData.class.getName()))
                .computeIfAbsent(DemoData.class, key -> load());
    }

    private static DemoData load() {
        DemoData data = new DemoData(Sheets.ALL);
        try (Connection connection = ServiceDatabase.connect()) {
            data.load(new Datasource(PostgresServer.url(connection.getCatalog()), Optional.empty(), Optional.empty()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return data;
    }
}
