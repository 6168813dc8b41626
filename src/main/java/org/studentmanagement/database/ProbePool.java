package org.studentmanagement.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalConnectionPoolConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.transaction.TransactionIntegration;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.SQLException;

/**
 * One connection besides those that serve. A probe does not wait behind callers: a replica that has all it can do is ready, and
 * what it cannot serve would only come to the next one.
 */
@ApplicationScoped
class ProbePool {
    @Produces
    @Singleton
    @Identifier(Datasource.PROBES)
    AgroalDataSource open(AgroalDataSource serving) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(new AgroalConnectionPoolConfigurationSupplier(
                                serving.getConfiguration().connectionPoolConfiguration())
                        .transactionIntegration(TransactionIntegration.none())
                        .initialSize(0)
                        .minSize(0)
                        .maxSize(1)));
    }

    void close(@Disposes @Identifier(Datasource.PROBES) AgroalDataSource probes) {
        probes.close();
    }
}
