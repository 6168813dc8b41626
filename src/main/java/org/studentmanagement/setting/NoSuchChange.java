package org.studentmanagement.setting;

import java.util.List;
import org.studentmanagement.api.Example;
import org.studentmanagement.api.Problem;
import org.studentmanagement.api.ProblemException;

/** 422: the setting has no such change, so that there is no value to come back to. */
class NoSuchChange extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN = "The setting has no such change, or may no longer be what it was: nothing was stored";

    NoSuchChange(String setting, long change) {
        super(
                UNPROCESSABLE_CONTENT,
                "no-such-change",
                "The setting has no such change",
                "No change of %s has the id %d. Send one of those that /api/settings/%1$s/changes lists."
                        .formatted(setting, change),
                List.of(Problem.Fault.at("/change", "is the id of no change of this setting")));
    }

    @Example(when = WHEN, path = "/api/settings/currency/restoration")
    static NoSuchChange example() {
        return new NoSuchChange("currency", 17);
    }
}
