package org.studentmanagement.migration.author;

import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.tool.schema.spi.SchemaManagementToolCoordinator;
import org.jboss.jandex.Index;
import org.studentmanagement.database.Datasource;

/** The classes that Hibernate maps, and the schema that it makes of them. */
record Entities(List<Class<?>> classes) {
    /** Those of this build: whatever is annotated, so that none can be forgotten. */
    static Entities ofThisBuild() {
        try {
            Index index = Index.of(build());
            ClassLoader loader = Entities.class.getClassLoader();
            return new Entities(Stream.of(Entity.class, MappedSuperclass.class, Embeddable.class, Converter.class)
                    .flatMap(annotation -> index.getAnnotations(annotation).stream())
                    .<Class<?>>map(found ->
                            load(loader, found.target().asClass().name().toString()))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jar or, in development, the folder with the classes. */
    static File build() {
        try {
            return new File(Entities.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes the schema in an empty database, as Hibernate would by itself, and without starting Hibernate. */
    void createSchema(Datasource database) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(JdbcSettings.DIALECT, PostgreSQLDialect.class.getName());
        settings.put(JdbcSettings.ALLOW_METADATA_ON_BOOT, false);
        settings.put(SchemaToolingSettings.HBM2DDL_HALT_ON_ERROR, true);
        settings.put(JdbcSettings.JAKARTA_JDBC_URL, database.url());
        database.username().ifPresent(name -> settings.put(JdbcSettings.JAKARTA_JDBC_USER, name));
        database.password().ifPresent(secret -> settings.put(JdbcSettings.JAKARTA_JDBC_PASSWORD, secret));
        settings.put(SchemaToolingSettings.JAKARTA_HBM2DDL_DATABASE_ACTION, "create");
        configured("physical-naming-strategy", MappingSettings.PHYSICAL_NAMING_STRATEGY, settings);
        configured("implicit-naming-strategy", MappingSettings.IMPLICIT_NAMING_STRATEGY, settings);
        try (var registry =
                new StandardServiceRegistryBuilder().applySettings(settings).build()) {
            var metadata = new MetadataSources(registry)
                    .addAnnotatedClasses(classes.toArray(Class<?>[]::new))
                    .buildMetadata();
            SchemaManagementToolCoordinator.process(metadata, registry, settings, action -> {});
        }
    }

    private static void configured(String quarkusKey, String setting, Map<String, Object> settings) {
        ConfigProvider.getConfig()
                .getOptionalValue("quarkus.hibernate-orm." + quarkusKey, String.class)
                .ifPresent(value -> settings.put(setting, value));
    }

    private static Class<?> load(ClassLoader loader, String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
