package org.studentmanagement.schema.fingerprint;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the rows in the difference of two tables' cells. A cell in which one row differs is that row; taken out of
 * the others that are known to be altered, it may leave another cell with one.
 */
final class CellDecoder {
    private final Cells difference;
    private final Map<List<String>, RowImage> gone = new HashMap<>();
    private final Map<List<String>, RowImage> come = new HashMap<>();

    /** @param difference present cells less those that were saved; it is used up */
    CellDecoder(Cells difference) {
        this.difference = difference;
        difference.list().forEach(cell -> peel(cell.number()));
    }

    /** The rows before, of which something differs now, by key. */
    Map<List<String>, RowImage> gone() {
        return gone;
    }

    /** The rows now, of which something was different before, by key. */
    Map<List<String>, RowImage> come() {
        return come;
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
        if (gone.containsKey(row.key()) && !come.containsKey(row.key())) {
            take(new RowImage(true, row.hash(), RowImage.key(row.key())));
        }
    }

    /** Takes out a row that is there now, if with one other that is gone it makes up its cell. */
    void tryPair(KeyedHash row) {
        Cell cell = difference.get(Cell.number(row.hash()));
        BigInteger before = BigInteger.valueOf(row.hash()).subtract(cell.sum());
        if (cell.rows() == 0
                && !cell.nothing()
                && before.bitLength() < Long.SIZE
                && (before.longValue() ^ row.hash()) == cell.xor()) {
            long[] now = RowImage.key(row.key());
            long[] then = cell.keys().clone();
            for (int i = 0; i < then.length; i++) {
                then[i] ^= now[i];
            }
            take(new RowImage(true, row.hash(), now));
            take(new RowImage(false, before.longValue(), then));
        }
    }

    private void peel(int number) {
        Cell cell = difference.get(number);
        boolean single = Math.abs(cell.rows()) == 1
                && cell.sum().equals(BigInteger.valueOf(cell.xor()).multiply(BigInteger.valueOf(cell.rows())))
                && Cell.number(cell.xor()) == number;
        if (single) {
            take(new RowImage(cell.rows() > 0, cell.xor(), cell.keys()));
        }
    }

    private void take(RowImage image) {
        (image.present() ? come : gone).put(image.name(), image);
        int number = Cell.number(image.hash());
        BigInteger hash = BigInteger.valueOf(image.hash());
        Cell taken = image.present()
                ? new Cell(number, 1, hash, image.hash(), image.key())
                : new Cell(number, -1, hash.negate(), image.hash(), image.key());
        difference.put(difference.get(number).minus(taken));
        peel(number);
    }

    /** All keys in the map that the other has not. */
    static List<List<String>> only(Map<List<String>, RowImage> map, Map<List<String>, RowImage> other) {
        List<List<String>> only = new ArrayList<>(map.keySet());
        only.removeAll(other.keySet());
        return only;
    }
}
