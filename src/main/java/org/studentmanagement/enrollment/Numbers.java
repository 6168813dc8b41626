package org.studentmanagement.enrollment;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.stream.LongStream;

/** Numbers as a text for URLs, in which small ones take less. */
final class Numbers {
    private static final int GROUP = 7;

    private static final int MORE = 1 << GROUP;

    private final ByteBuffer bytes;

    /** @throws IllegalArgumentException if it is no such text */
    Numbers(String text) {
        bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
    }

    static String text(LongStream numbers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        numbers.forEach(number -> {
            long rest = number;
            for (; rest >>> GROUP != 0; rest >>>= GROUP) {
                bytes.write((int) rest | MORE);
            }
            bytes.write((int) rest);
        });
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    /** @throws IllegalArgumentException if there is none any more */
    long next() {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += GROUP) {
            require(bytes.hasRemaining());
            byte group = bytes.get();
            number |= (long) (group & MORE - 1) << shift;
            if (group >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException();
    }

    boolean more() {
        return bytes.hasRemaining();
    }

    static void require(boolean held) {
        if (!held) {
            throw new IllegalArgumentException();
        }
    }
}
