package org.studentmanagement.material;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** A file as it comes: no longer than it may be, and of the type that it is said to have. */
final class ReceivedFile extends FilterInputStream {
    private final String type;
    private final long most;
    private final byte[] first = new byte[ContentTypes.FIRST];
    private boolean checked;
    private boolean broken;
    private long size;

    ReceivedFile(InputStream sent, String type, long most) {
        super(new DigestInputStream(sent, digest()));
        this.type = type;
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = receive(into, offset, length);
        if (count > 0 && size < first.length) {
            System.arraycopy(into, offset, first, (int) size, (int) Math.min(count, first.length - size));
        }
        size += Math.max(count, 0);
        if (size > most) {
            throw FileRefused.tooLarge(most);
        }
        if (!checked && (count < 0 || size >= first.length)) {
            checked = true;
            if (!ContentTypes.fits(type, Arrays.copyOf(first, (int) Math.min(size, first.length)))) {
                throw FileRefused.another(type);
            }
        }
        return count;
    }

    private int receive(byte[] into, int offset, int length) throws IOException {
        try {
            return in.read(into, offset, length);
        } catch (IOException cut) {
            broken = true;
            throw cut;
        }
    }

    /** Whether it did not come to its end, rather than its store. */
    boolean broken() {
        return broken;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    long size() {
        return size;
    }

    /** Of all of it, when it was read to its end. */
    byte[] sha256() {
        return ((DigestInputStream) in).getMessageDigest().digest();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
