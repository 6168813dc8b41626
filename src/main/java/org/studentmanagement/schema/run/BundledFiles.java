package org.studentmanagement.schema.run;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.PathResource;
import liquibase.resource.Resource;
import liquibase.resource.URIResource;

/**
 * The files of the class path, each the first of its name. Liquibase would go on through every jar, for every file of the
 * changelog and several times each, to find out whether another has the name as well.
 */
final class BundledFiles extends ClassLoaderResourceAccessor {
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
