package org.studentmanagement.store;

import java.net.URI;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobApiMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;

/** A server of the S3 protocol with one bucket, in memory. It prints its port, and ends with its input. */
final class ObjectStoreServer {
    static final String BUCKET = "school";

    static final String KEY = "key";

    static final String SECRET = "secret";

    private ObjectStoreServer() {}

    public static void main(String... none) throws Exception {
        BlobStore store = ContextBuilder.newBuilder(new TransientNio2BlobApiMetadata())
                .credentials("any", "any")
                .buildView(BlobStoreContext.class)
                .getBlobStore();
        store.createContainerInLocation(null, BUCKET);
        S3Proxy server = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, SECRET)
                .build();
        server.start();
        System.out.println(server.getPort());
        System.in.transferTo(System.out);
        System.exit(0);
    }
}
