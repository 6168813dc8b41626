package org.studentmanagement.people;

import org.studentmanagement.terminal.Refused;

/** A user stays as he is. The message is one sentence for an operator. */
class UserRefused extends Refused {
    private static final long serialVersionUID = 1L;

    private UserRefused(String sentence) {
        super(sentence);
    }

    static UserRefused unknown(String email) {
        return new UserRefused("No user has the e-mail address " + email + ": user list shows them.");
    }

    static UserRefused exists(String email) {
        return new UserRefused(
                "There is a user " + email
                        + " already, or one for that student or teacher: user list shows them. user password sets a new password.");
    }

    static UserRefused lastAdministrator(String email) {
        return new UserRefused("No other user who may sign in has the role admin than " + email
                + ". Make one first: user create ADDRESS --name NAME --role admin.");
    }

    /**
     * @param student a number that was given, or null
     * @param teacher likewise; one of them is nobody's
     */
    static UserRefused nobody(String student, String teacher) {
        String whose =
                student == null ? "No teacher has the number " + teacher : "No student has the number " + student;
        return new UserRefused(whose + ".");
    }

    /** @param fault as in "must have …" */
    static UserRefused unfit(String fault) {
        return new UserRefused("A password " + fault + ".");
    }

    static UserRefused noTerminal() {
        return new UserRefused("A password is typed on a terminal only: leave --ask out to have one made.");
    }
}
