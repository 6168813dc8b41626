package org.studentmanagement.transfer;

/** A column of a file: its name in the header, whether the header may leave it out, and what its values must be. */
record Column(String name, boolean required, Rule rule) {

    @FunctionalInterface
    interface Rule {
        /** The value as it goes to the database, null where it is to have none. */
        String stage(String value) throws RefusedValueException;
    }

    static Column required(String name, Rule rule) {
        return new Column(name, true, rule);
    }

    static Column optional(String name, Rule rule) {
        return new Column(name, false, rule);
    }

    String stage(String value) throws RefusedValueException {
        if (value.indexOf('\0') >= 0) {
            throw new RefusedValueException("holds a NUL character, which cannot be stored");
        }
        if (value.indexOf('\uFFFD') >= 0) {
            throw new RefusedValueException("is not UTF-8: save the file with that encoding");
        }
        return rule.stage(value);
    }
}
