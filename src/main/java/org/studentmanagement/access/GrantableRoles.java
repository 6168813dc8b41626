package org.studentmanagement.access;

import java.util.Iterator;

/** The roles that can be given, for commands: as the shell completes them, and in words. */
public final class GrantableRoles implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Role.GRANTABLE.keySet().iterator();
    }

    /** For the end of a help. */
    public static String[] explained() {
        return Role.GRANTABLE.entrySet().stream()
                .map(role -> "  %-10s  %s.".formatted(role.getKey(), role.getValue()))
                .toArray(String[]::new);
    }

    /** As in "reader, editor or admin". */
    public static String listed() {
        return String.join(", ", Role.GRANTABLE.keySet()).replaceFirst(", (?=\\w+$)", " or ");
    }
}
