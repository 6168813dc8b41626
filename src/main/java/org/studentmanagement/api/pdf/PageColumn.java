package org.studentmanagement.api.pdf;

/**
 * A column of a table on paper.
 *
 * @param width in points
 * @param right whether its text ends at the right, as figures do
 */
public record PageColumn(float width, boolean right) {
    /** Between two columns. */
    static final float GAP = 8;

    public static PageColumn left(float width) {
        return new PageColumn(width, false);
    }

    public static PageColumn right(float width) {
        return new PageColumn(width, true);
    }

    /** How much of it is free before a text. */
    float before(float textWidth) {
        return right ? width - textWidth : 0;
    }
}
