package org.studentmanagement;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.transfer.DemoData;

/** Gives the development database real data on its first start. */
@ApplicationScoped
@IfBuildProfile("dev")
class FirstStart {
    void load(@Observes StartupEvent started) throws SQLException {
        new DemoData(Sheets.ALL).loadOnce(Datasource.configured());
    }
}
