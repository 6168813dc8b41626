package org.studentmanagement.transfer;

/**
 * What is stored and in no line of the file.
 *
 * @param number of what is taken away, or would be
 * @param of so many that could be
 */
public record Withdrawals(long number, long of) {}
