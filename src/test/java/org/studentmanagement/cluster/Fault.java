package org.studentmanagement.cluster;

import java.io.IOException;
import java.util.Locale;

/** What becomes of the primary, and what its operator does about it once another has taken its place. */
enum Fault {
    KILLED {
        @Override
        void strike(PatroniNode primary) throws IOException {
            primary.kill();
        }

        @Override
        void mend(PatroniNode former) throws IOException {
            former.start();
        }
    },
    STOPPED {
        @Override
        void strike(PatroniNode primary) throws IOException {
            primary.stop();
        }

        @Override
        void mend(PatroniNode former) throws IOException {
            former.start();
        }
    },
    FROZEN {
        @Override
        void strike(PatroniNode primary) throws IOException {
            primary.freeze();
        }

        @Override
        void mend(PatroniNode former) throws IOException {
            former.thaw();
        }
    },
    CUT_OFF {
        @Override
        void strike(PatroniNode primary) {
            primary.cut();
        }

        @Override
        void mend(PatroniNode former) {
            former.heal();
        }
    };

    abstract void strike(PatroniNode primary) throws IOException;

    abstract void mend(PatroniNode former) throws IOException;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
