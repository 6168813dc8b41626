package org.studentmanagement.profile;

import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.CodePointLength;
import org.studentmanagement.api.PlainText;

/** What students set of their own profiles. */
record ContactRequest(
        @CodePointLength(max = ProfileValues.PHONE_LENGTH)
        @Pattern(regexp = ProfileValues.PHONE, message = ProfileValues.A_PHONE)
        String phone,

        @PlainText(lines = true) @CodePointLength(max = ProfileValues.ADDRESS_LENGTH)
        String address) {

    /** With all else as it is. */
    ProfileRequest of(ShownProfile shown) {
        return new ProfileRequest(
                shown.registrationNumber(),
                shown.dateOfBirth(),
                shown.guardianName(),
                shown.guardianPhone(),
                phone,
                address,
                shown.pendingPopup());
    }
}
