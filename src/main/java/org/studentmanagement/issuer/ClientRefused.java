package org.studentmanagement.issuer;

import org.studentmanagement.terminal.Refused;

/** A client stays as it is. The message is one sentence for an operator. */
class ClientRefused extends Refused {
    private static final long serialVersionUID = 1L;

    private ClientRefused(String sentence) {
        super(sentence);
    }

    static ClientRefused unknown(String id) {
        return new ClientRefused("No client that may ask for tokens has the name " + id + ": client list shows them.");
    }

    static ClientRefused exists(String id) {
        return new ClientRefused(
                "There is a client " + id + " already. Take another name, or give it a new secret with client rotate.");
    }

    static ClientRefused noStudent(String number) {
        return new ClientRefused("No student has the number " + number + ".");
    }
}
