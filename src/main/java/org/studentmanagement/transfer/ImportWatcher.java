package org.studentmanagement.transfer;

import org.studentmanagement.terminal.Progress;

/** Is shown how far an import has come. */
public interface ImportWatcher {
    ImportWatcher TERMINAL = new ImportWatcher() {
        @Override
        public Progress reading(long bytes) {
            return Progress.ofBytes("Reading", bytes);
        }

        @Override
        public Progress working(String task, int statements) {
            return Progress.ofSteps(task, statements);
        }
    };

    /** The files, as they lie there; {@link Progress#UNKNOWN} where they do not say how large they are. */
    Progress reading(long bytes);

    /** What the database does with them. */
    Progress working(String task, int statements);
}
