package org.studentmanagement.material;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file, as RFC 9110, 14, has it. Of several parts at once none is given: the whole file is, as a server may.
 *
 * @param from the first byte, numbered from 0
 * @param size bytes, at least one
 */
record ByteRange(long from, long size) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * Empty where the whole file is to be sent.
     *
     * @throws FileRefused where the file has nothing of it
     */
    static Optional<ByteRange> of(String range, long size) {
        Matcher asked = ONE.matcher(range == null ? "" : range.replace(" ", ""));
        if (!asked.matches() || asked.group(1).isEmpty() && asked.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (asked.group(1).isEmpty()) {
            long last = Math.min(Long.parseLong(asked.group(2)), size);
            return Optional.of(within(size - last, size - 1, size));
        }
        long from = Long.parseLong(asked.group(1));
        long to = asked.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(asked.group(2)), size - 1);
        return !asked.group(2).isEmpty() && Long.parseLong(asked.group(2)) < from
                ? Optional.empty()
                : Optional.of(within(from, to, size));
    }

    private static ByteRange within(long from, long to, long size) {
        if (from >= size) {
            throw FileRefused.noSuchRange();
        }
        return new ByteRange(from, to - from + 1);
    }

    /** As Content-Range says it. */
    String header(long of) {
        return "bytes %d-%d/%d".formatted(from, from + size - 1, of);
    }
}
