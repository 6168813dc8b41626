package org.studentmanagement.material;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.unchecked.Unchecked;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;

/** A file that a caller reads, a part at a time, when the one before is with him: nobody waits for who reads slowly. */
final class FileParts {
    /** In bytes. */
    private static final int PART = 1 << 16;

    private FileParts() {}

    /** So many bytes of a file, which is opened when it is read, and closed however that ends. */
    static Multi<byte[]> of(Callable<InputStream> file, long size) {
        return Multi.createFrom()
                .resource(Unchecked.supplier(file::call), open -> parts(open, size))
                .withFinalizer(FileParts::close);
    }

    private static Multi<byte[]> parts(InputStream file, long size) {
        long[] left = {size};
        return Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom()
                        .item(Unchecked.supplier(() -> next(file, left)))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .whilst(part -> left[0] > 0);
    }

    private static byte[] next(InputStream file, long... left) throws IOException {
        byte[] part = file.readNBytes((int) Math.min(PART, left[0]));
        if (part.length == 0) {
            throw new IOException("The file is shorter than it was");
        }
        left[0] -= part.length;
        return part;
    }

    private static void close(InputStream file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
