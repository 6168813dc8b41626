package org.studentmanagement.schema.fingerprint;

import java.util.Set;

/**
 * What a value is hashed as. Two types of one form hash a value alike, so that integer to bigint or varchar to text is no
 * difference.
 *
 * <p>Only where PostgreSQL takes for equal what is the same to its reader is a value hashed as it is stored: it takes one day
 * for 24 hours, -0 for 0, and every value of citext for its small letters, and the hash of an enum's value is another one in
 * a restored database. So everything but integers and times is hashed as text, byte by byte; a number without the zeros at
 * its end.
 */
enum HashedForm {
    /**
     * The hash folds 64 bits to 32, in which -1 and 4294967295 are alike; the seed gets all of them, and a number that stands for
     * NULL, where 0 would be 0.
     */
    INTEGER("hashint8extended(coalesce(%1$s::bigint, 0), %2$s # coalesce(%1$s::bigint, -7046029254386353131))"),
    /** In UTC, so that a time is the same with and without its zone. */
    TIME("timestamp_hash_extended(coalesce(%1$s::timestamp, 'epoch'), %2$s # (%1$s IS NULL)::int::bigint)"),
    NUMBER(
            "hashtextextended(coalesce(trim_scale(%1$s::numeric)::text, '') COLLATE \"C\", %2$s # (%1$s IS NULL)::int::bigint)"),
    TEXT("hashtextextended(coalesce(%1$s::text, '') COLLATE \"C\", %2$s # (%1$s IS NULL)::int::bigint)");

    private final String sql;

    HashedForm(String sql) {
        this.sql = sql;
    }

    private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint");
    private static final Set<String> TIMES = Set.of("timestamp without time zone", "timestamp with time zone");
    private static final Set<String> STRINGS =
            Set.of("text", "character varying", "character", "name", "citext", "\"char\"");

    /** The SQL that hashes a value, on top of the hash of the values before it. NULL has a hash of its own. */
    String hash(String value, String seed) {
        return sql.formatted(value, seed);
    }

    static HashedForm of(String type) {
        String name = bare(type);
        if (INTEGERS.contains(name)) {
            return INTEGER;
        }
        if (TIMES.contains(name)) {
            return TIME;
        }
        return name.equals("numeric") ? NUMBER : TEXT;
    }

    /** The type to cast another one back to, so that it is hashed alike. */
    String cast(String type) {
        return this == INTEGER ? "bigint" : bare(type);
    }

    /** Whether values of both types are hashed alike without a cast. */
    static boolean agree(String type, String other) {
        HashedForm form = of(type);
        return bare(type).equals(bare(other)) || (form == of(other) && form != TEXT) || STRINGS.contains(bare(type));
    }

    /** The type without length and precision, to which a cast takes nothing away. */
    static String bare(String type) {
        return type.startsWith("\"") ? type : type.replaceFirst("\\([\\d,-]+\\)", "");
    }
}
