package org.studentmanagement.schema.run;

import io.quarkus.liquibase.common.runtime.NativeImageResourceAccessor;
import io.quarkus.runtime.ImageMode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.Scope;
import liquibase.exception.PreconditionFailedException;
import liquibase.logging.core.NoOpLogService;
import liquibase.precondition.FailedPrecondition;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.PathResource;
import liquibase.resource.Resource;
import liquibase.resource.ResourceAccessor;
import liquibase.resource.URIResource;
import liquibase.ui.LoggerUIService;
import org.studentmanagement.terminal.Refused;

/** Runs Liquibase so that it prints and logs nothing by itself, and turns its failures into sentences. */
public final class LiquibaseScope {
    public interface Work<T> {
        T run() throws Exception;
    }

    private LiquibaseScope() {}

    /**
     * Returns what the work does.
     *
     * @throws SQLException the database's own, where that is what failed
     * @throws Refused a precondition's message, or what Liquibase has to say
     */
    public static <T> T call(Work<T> work) throws SQLException {
        Map<String, Object> quiet = Map.of(
                Scope.Attr.ui.name(), new LoggerUIService(),
                Scope.Attr.logService.name(), new NoOpLogService(),
                Scope.Attr.resourceAccessor.name(), resources());
        try {
            return Scope.child(quiet, work::run);
        } catch (Exception e) {
            throw sentence(e);
        }
    }

    /** What is bundled. A native executable has no class path, but a file system of its own with the resources. */
    public static ResourceAccessor resources() {
        return ImageMode.current().isNativeImage()
                ? new NativeImageResourceAccessor()
                : new BundledFiles(Thread.currentThread().getContextClassLoader());
    }

    private static RuntimeException sentence(Exception failure) throws SQLException {
        for (Throwable cause : Stream.iterate((Throwable) failure, t -> t != null, Throwable::getCause)
                .toList()) {
            if (cause instanceof Refused refused) {
                return refused;
            }
            if (cause instanceof SQLException database) {
                throw database;
            }
            if (cause instanceof PreconditionFailedException precondition) {
                return new Refused(precondition.getFailedPreconditions().stream()
                        .map(FailedPrecondition::getMessage)
                        .collect(Collectors.joining(" ")));
            }
        }
        if (failure instanceof RuntimeException defect) {
            return defect;
        }
        String said = String.valueOf(failure.getMessage()).strip().replaceAll("\\s+", " ");
        return Refused.failed("The changelog cannot be run: " + said);
    }

    /**
     * The files of the class path, each the first of its name. Liquibase would go on through every jar, for every file of the
     * changelog and several times each, to find out whether another has the name as well.
     */
    private static final class BundledFiles extends ClassLoaderResourceAccessor {
        private final ClassLoader classLoader;

        BundledFiles(ClassLoader classLoader) {
            super(classLoader);
            this.classLoader = classLoader;
        }

        @Override
        public List<Resource> getAll(String path) throws IOException {
            URL first = classLoader.getResource(path);
            try {
                return first == null ? List.of() : List.of(resource(path, first.toURI()));
            } catch (URISyntaxException e) {
                throw new IOException(e);
            }
        }

        /** Nothing stays open. */
        @Override
        public void close() {}

        private static Resource resource(String path, URI uri) {
            return uri.getScheme().equals("file") ? new PathResource(path, Path.of(uri)) : new URIResource(path, uri);
        }
    }
}
