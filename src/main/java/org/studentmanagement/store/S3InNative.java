package org.studentmanagement.store;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import software.amazon.awssdk.checksums.SdkChecksum;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;
import software.amazon.awssdk.http.auth.aws.crt.internal.signer.DefaultAwsCrtV4aHttpSigner;

/**
 * The client of an object store can sign and sum by a library in C, which is not in the package. On a JVM nobody notices, since nobody
 * asks for it; a native executable is linked with all that could be asked for.
 */
final class S3InNative {
    private static final String REFUSAL = "The library in C of the client of object stores is not in this executable.";

    private S3InNative() {}

    @TargetClass(className = "software.amazon.awssdk.checksums.internal.ChecksumProvider")
    static final class Sums {
        @Substitute
        static SdkChecksum createCrtCrc32C() {
            throw new UnsupportedOperationException(REFUSAL);
        }

        @Substitute
        static SdkChecksum crc64NvmeCrtImplementation() {
            throw new UnsupportedOperationException(REFUSAL);
        }

        @Substitute
        static SdkChecksum crtXxHash(ChecksumAlgorithm algorithm) {
            throw new UnsupportedOperationException(REFUSAL);
        }
    }

    /** Without the signer that is made here none of its methods is linked. */
    @TargetClass(className = "software.amazon.awssdk.http.auth.aws.internal.signer.util.OptionalDependencyLoaderUtil")
    static final class Signers {
        @Substitute
        static DefaultAwsCrtV4aHttpSigner getDefaultAwsCrtV4aHttpSigner() {
            throw new UnsupportedOperationException(REFUSAL);
        }
    }
}
