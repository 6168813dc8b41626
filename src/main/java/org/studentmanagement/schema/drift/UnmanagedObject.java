package org.studentmanagement.schema.drift;

import java.util.List;

/**
 * What no changeset makes and what is no part of what one makes: somebody else's, and left alone.
 *
 * @param standsOn the changelog's tables that it refers to or is made from, for which it can be in the way of a later change
 */
public record UnmanagedObject(String kind, String name, List<String> standsOn) {
    @Override
    public String toString() {
        return "%s %s%s"
                .formatted(kind, name, standsOn.isEmpty() ? "" : ", which stands on " + String.join(" and ", standsOn));
    }
}
