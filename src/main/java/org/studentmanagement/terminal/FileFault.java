package org.studentmanagement.terminal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in a few words why a file cannot be used. */
public final class FileFault {
    private FileFault() {}

    /** Without a point at its end. */
    public static String explain(IOException fault) {
        if (fault instanceof NoSuchFileException) {
            return "there is no such folder";
        }
        if (fault instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (fault instanceof NotDirectoryException) {
            return "it is no folder";
        }
        if (fault instanceof FileSystemException of && of.getReason() != null) {
            return of.getReason();
        }
        return String.valueOf(fault.getMessage());
    }
}
