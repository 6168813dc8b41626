package org.studentmanagement.schema.rehearsal;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** Writes times and sizes with as many digits as one wants to read. */
final class HumanReadable {
    private static final double MILLION = 1e6;
    private static final int KILO = 1000;

    private HumanReadable() {}

    private static double milliseconds(Duration duration) {
        return duration.toNanos() / MILLION;
    }

    /** As in {@code 0.5 ms}, {@code 182 ms}, {@code 1.2 s} and {@code 2 min 5 s}. */
    static String of(Duration duration) {
        double milliseconds = milliseconds(duration);
        if (milliseconds < 9.95) {
            return format("%.1f ms", milliseconds);
        }
        if (milliseconds < 999.5) {
            return format("%.0f ms", milliseconds);
        }
        if (milliseconds < 59_950) {
            return format("%.1f s", milliseconds / KILO);
        }
        long seconds = Math.round(milliseconds / KILO);
        return seconds / 60 + " min " + seconds % 60 + " s";
    }

    /** As in {@code 1 s} and {@code 100 s}, for a limit. */
    static String round(Duration duration) {
        double milliseconds = milliseconds(duration);
        return milliseconds < KILO
                ? format("%.0f ms", milliseconds)
                : BigDecimal.valueOf(milliseconds / KILO).stripTrailingZeros().toPlainString() + " s";
    }

    /** As in {@code +1.3 MB}; empty where it is nothing. */
    static String growth(long bytes) {
        return bytes == 0 ? "" : (bytes > 0 ? "+" : "-") + bytes(Math.abs(bytes));
    }

    static String bytes(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double amount = bytes;
        int unit = 0;
        while (amount >= 999.5 && unit < units.length - 1) {
            amount /= KILO;
            unit++;
        }
        return format(amount < 9.95 && unit > 0 ? "%.1f " : "%.0f ", amount) + units[unit];
    }

    /** As in {@code 12.5} and {@code 12}, for a width. */
    static String tenths(double number) {
        return BigDecimal.valueOf(Math.round(number * 10), 1)
                .stripTrailingZeros()
                .toPlainString();
    }

    static String count(long number) {
        return format("%,d", number);
    }

    static String count(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    private static String format(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }
}
