package org.studentmanagement.transfer;

/** A file that cannot be read as the CSV it should be, as opposed to one with refused rows. */
public class UnusableFileException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableFileException(String file, String reason) {
        super(file + ": " + reason);
    }
}
