package org.studentmanagement.schema.fingerprint;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The cells of a table that are not empty. */
final class Cells {
    private final int keyColumns;
    private final SortedMap<Integer, Cell> cells = new TreeMap<>();

    Cells(int keyColumns) {
        this.keyColumns = keyColumns;
    }

    static Cells of(Collection<Cell> cells, int keyColumns) {
        Cells all = new Cells(keyColumns);
        cells.forEach(cell -> all.cells.put(cell.number(), cell));
        return all;
    }

    void add(ResultSet rows) throws SQLException {
        while (rows.next()) {
            long[] keys = new long[keyColumns];
            for (int i = 0; i < keyColumns; i++) {
                keys[i] = rows.getLong(i + 5);
            }
            Cell cell = new Cell(
                    rows.getInt(1), rows.getLong(2), rows.getBigDecimal(3).toBigInteger(), rows.getLong(4), keys);
            cells.merge(cell.number(), cell, Cell::plus);
        }
    }

    void add(KeyedHash row, boolean gone) {
        Cell cell = row.cell();
        put(gone ? get(cell.number()).minus(cell) : get(cell.number()).plus(cell));
    }

    /** What has come and gone from others to these: only cells that differ. */
    Cells minus(Cells others) {
        Cells difference = new Cells(keyColumns);
        difference.cells.putAll(cells);
        others.cells.forEach(
                (number, cell) -> difference.put(difference.get(number).minus(cell)));
        difference.cells.values().removeIf(Cell::nothing);
        return difference;
    }

    Cell get(int number) {
        return cells.getOrDefault(number, Cell.empty(number, keyColumns));
    }

    void put(Cell cell) {
        if (cell.nothing()) {
            cells.remove(cell.number());
        } else {
            cells.put(cell.number(), cell);
        }
    }

    List<Cell> list() {
        return List.copyOf(cells.values());
    }

    long rows() {
        return cells.values().stream().mapToLong(Cell::rows).sum();
    }

    BigInteger sum() {
        return cells.values().stream().map(Cell::sum).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
