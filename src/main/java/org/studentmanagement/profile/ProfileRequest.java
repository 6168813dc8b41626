package org.studentmanagement.profile;

import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.studentmanagement.api.PlainText;

/** What a caller sets of a profile; null where it is not known. */
@Schema(description = "What is known of a student beside the name; null where it is not", minProperties = 1)
record ProfileRequest(
        @Schema(
                description = "Number under which an authority knows the student, unique",
                examples = "2026/0815",
                nullable = true,
                maxLength = ProfileValues.REGISTRATION_NUMBER_LENGTH)
        @CodePointLength(max = ProfileValues.REGISTRATION_NUMBER_LENGTH)
        @Pattern(regexp = ProfileValues.REGISTRATION_NUMBER, message = ProfileValues.A_REGISTRATION_NUMBER)
        String registrationNumber,

        @Schema(examples = "2013-12-10", nullable = true) @PastOrPresent(message = "must not be to come")
        LocalDate dateOfBirth,

        @Schema(
                description = "Who is responsible for the student",
                examples = "Anne Lovelace",
                nullable = true,
                maxLength = ProfileValues.NAME_LENGTH)
        @PlainText
        @CodePointLength(max = ProfileValues.NAME_LENGTH)
        String guardianName,

        @Schema(
                description = "Telephone number of the guardian",
                examples = "+44 20 7946 0000",
                nullable = true,
                maxLength = ProfileValues.PHONE_LENGTH)
        @CodePointLength(max = ProfileValues.PHONE_LENGTH)
        @Pattern(regexp = ProfileValues.PHONE, message = ProfileValues.A_PHONE)
        String guardianPhone,

        @Schema(
                description = "Telephone number of the student",
                examples = "+44 20 7946 0001",
                nullable = true,
                maxLength = ProfileValues.PHONE_LENGTH)
        @CodePointLength(max = ProfileValues.PHONE_LENGTH)
        @Pattern(regexp = ProfileValues.PHONE, message = ProfileValues.A_PHONE)
        String phone,

        @Schema(
                description = "Postal address, of several lines",
                examples = "12 St James's Square\nLondon",
                nullable = true,
                maxLength = ProfileValues.ADDRESS_LENGTH)
        @PlainText(lines = true)
        @CodePointLength(max = ProfileValues.ADDRESS_LENGTH)
        String address,

        @Schema(
                description =
                        "What the student is to be shown at the next visit; a visit that has seen it takes it away",
                examples = "Please bring the signed form to the office.",
                nullable = true,
                maxLength = ProfileValues.POPUP_LENGTH)
        @PlainText(lines = true)
        @CodePointLength(max = ProfileValues.POPUP_LENGTH)
        String pendingPopup) {}
