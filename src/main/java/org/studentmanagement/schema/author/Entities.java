package org.studentmanagement.schema.author;

import io.quarkus.runtime.ImageMode;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hibernate.HibernateException;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.tool.schema.spi.SchemaManagementToolCoordinator;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Indexer;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.terminal.Refused;

/** The classes that Hibernate maps, and the schema that it makes of them. */
public record Entities(List<Class<?>> classes, ClassLoader loader) {
    /** A constant, so that none of the classes that do the work is built into an executable. */
    private static final boolean NATIVE = ImageMode.current() != ImageMode.JVM;

    /** Hibernate says at each start which version it is and where it connects. */
    private static final Logger HIBERNATE = Logger.getLogger("org.hibernate");

    /** @throws Refused in a native executable, where Hibernate cannot look at classes any more */
    public static Entities ofThisBuild() {
        if (NATIVE) {
            throw inNative();
        }
        return in(build().toPath(), Entities.class.getClassLoader());
    }

    /** Whatever is annotated in a jar or a folder of classes, so that none can be forgotten. */
    static Entities in(Path build, ClassLoader loader) {
        try {
            IndexView index = index(build);
            List<Class<?>> classes = Stream.of(Entity.class, MappedSuperclass.class, Embeddable.class, Converter.class)
                    .flatMap(annotation -> index.getAnnotations(annotation).stream())
                    .<Class<?>>map(found ->
                            load(loader, found.target().asClass().name().toString()))
                    .toList();
            return new Entities(classes, loader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static File build() {
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

    /**
     * Makes the schema in an empty database, as Hibernate would by itself, and without starting Hibernate.
     *
     * @return the sequences from which the entities draw, by the paths of the columns, all without quotes
     * @throws Refused with Hibernate's words, if it cannot map the entities
     */
    Map<String, String> createSchema(Datasource database) {
        if (NATIVE) {
            throw inNative();
        }
        Level before = HIBERNATE.getLevel();
        HIBERNATE.setLevel(Level.SEVERE);
        Map<String, Object> settings = new HashMap<>();
        settings.put(SchemaToolingSettings.HBM2DDL_HALT_ON_ERROR, true);
        settings.put(JdbcSettings.JAKARTA_JDBC_URL, database.url());
        database.username().ifPresent(name -> settings.put(JdbcSettings.JAKARTA_JDBC_USER, name));
        database.password().ifPresent(secret -> settings.put(JdbcSettings.JAKARTA_JDBC_PASSWORD, secret));
        settings.put(SchemaToolingSettings.JAKARTA_HBM2DDL_DATABASE_ACTION, "create");
        configured("physical-naming-strategy", MappingSettings.PHYSICAL_NAMING_STRATEGY, settings);
        configured("implicit-naming-strategy", MappingSettings.IMPLICIT_NAMING_STRATEGY, settings);
        var bootstrap =
                new BootstrapServiceRegistryBuilder().applyClassLoader(loader).build();
        try (var registry = new StandardServiceRegistryBuilder(bootstrap)
                .applySettings(settings)
                .build()) {
            var metadata = new MetadataSources(registry)
                    .addAnnotatedClasses(classes.toArray(Class<?>[]::new))
                    .buildMetadata();
            SchemaManagementToolCoordinator.process(metadata, registry, settings, action -> {});
            return new IdGenerators(metadata).byColumn();
        } catch (HibernateException e) {
            throw Refused.failed("Hibernate makes no schema of the entities: " + e.getMessage());
        } finally {
            HIBERNATE.setLevel(before);
        }
    }

    private static Refused inNative() {
        return Refused.usage(
                "A native executable cannot look at its entities: run this in a checkout, or with the jar.");
    }

    private static IndexView index(Path build) throws IOException {
        if (Files.isDirectory(build)) {
            return indexUnder(build);
        }
        try (FileSystem jar = FileSystems.newFileSystem(build)) {
            return indexUnder(jar.getPath("/"));
        }
    }

    private static IndexView indexUnder(Path root) throws IOException {
        Indexer indexer = new Indexer();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                try (InputStream bytes = Files.newInputStream(file)) {
                    indexer.index(bytes);
                }
            }
        }
        return indexer.complete();
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
