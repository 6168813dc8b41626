package org.studentmanagement.profile;

import org.studentmanagement.api.Example;
import org.studentmanagement.api.ProblemException;

/** 422: what was sent is no picture that can be kept. */
class UnfitPicture extends ProblemException {
    private static final long serialVersionUID = 1L;

    static final String WHEN = "It is no picture that can be kept: nothing was stored";

    private UnfitPicture(String sentence) {
        super(
                UNPROCESSABLE_CONTENT,
                "unfit-picture",
                "It is no picture that can be kept",
                sentence + " Nothing was stored.");
    }

    @Example(when = WHEN, path = "/api/students/1/picture")
    static UnfitPicture ofAnotherKind() {
        return new UnfitPicture("It begins neither as a JPEG nor as a PNG: send one of them.");
    }

    static UnfitPicture broken() {
        return new UnfitPicture(
                "It begins as a picture, and cannot be read as one: send it as a JPEG in RGB, or as a PNG.");
    }

    static UnfitPicture tooLarge(int width, int height) {
        return new UnfitPicture("It has %d times %d pixels: send one of at most %d, such as 4000 times 3000."
                .formatted(width, height, Portrait.MOST_PIXELS));
    }
}
