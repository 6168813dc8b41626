package org.studentmanagement.terminal;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/** In a native executable a bar is as wide as every terminal, rather than bring what asks each for its width. */
@TargetClass(className = "me.tongfei.progressbar.TerminalUtils")
final class TerminalInNative {
    @Substitute
    static int getTerminalWidth() {
        return 80;
    }

    @Substitute
    static boolean hasCursorMovementSupport() {
        return false;
    }

    @Substitute
    static void closeTerminal() {
        // none was opened
    }
}
