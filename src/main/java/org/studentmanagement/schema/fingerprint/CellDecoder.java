package org.studentmanagement.schema.fingerprint;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the rows in the difference of two tables' cells. A cell in which one row differs is that row; taken out of
 * the others that are known to be altered, it may leave another cell with one.
 */
final class CellDecoder {
    private final Cells difference;
    private final Set<List<String>> gone = new HashSet<>();
    private final Set<List<String>> come = new HashSet<>();

    /** @param difference present cells less those that were saved; it is used up */
    CellDecoder(Cells difference) {
        this.difference = difference;
        difference.list().forEach(cell -> peel(cell.number()));
    }

    Set<List<String>> gone() {
        return gone;
    }

    /** The keys of rows of which it is known only that they are gone. */
    List<List<String>> onlyGone() {
        return gone.stream().filter(key -> !come.contains(key)).toList();
    }

    /** The keys of rows of which it is known only that they have come. */
    List<List<String>> onlyCome() {
        return come.stream().filter(key -> !gone.contains(key)).toList();
    }

    /** The cells in which rows differ that are not known. */
    List<Cell> left() {
        return difference.list();
    }

    /** The cells with a row gone and one come, as many of them as it is worth to read the table for. */
    List<Integer> pairs() {
        return difference.list().stream()
                .filter(cell -> cell.rows() == 0)
                .map(Cell::number)
                .limit(100)
                .toList();
    }

    /** Takes out how a row is now, of which it is known how it was. */
    void found(KeyedHash row) {
        if (gone.contains(row.key()) && !come.contains(row.key())) {
            take(row.cell());
        }
    }

    /** Takes out a row that is there now, if with one other that is gone it makes up its cell. */
    void tryPair(KeyedHash row) {
        Cell cell = difference.get(Cell.number(row.hash()));
        Cell before = row.cell().minus(cell);
        if (cell.rows() == 0 && !cell.nothing() && before.isOneRow()) {
            take(row.cell());
            take(before.negated());
        }
    }

    private void peel(int number) {
        Cell cell = difference.get(number);
        if (cell.isOneRow() || cell.negated().isOneRow()) {
            take(cell);
        }
    }

    /** @param row one that is there now or, negative, one of before */
    private void take(Cell row) {
        List<String> key = Arrays.stream(row.keys()).mapToObj(String::valueOf).toList();
        (row.rows() > 0 ? come : gone).add(key);
        difference.put(difference.get(row.number()).minus(row));
        peel(row.number());
    }
}
