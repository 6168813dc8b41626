package org.studentmanagement.schema.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.terminal.ExitCode;
import org.studentmanagement.terminal.Refused;

class RevisionsTest {
    private static final List<String> FILES = List.of(
            "x/20260101_courses.yaml", "x/20260102_rooms.yaml", "x/20260103_rooms_key.yaml", "x/20260104_tea.yaml");

    private final Revisions atRooms = Revisions.assumed(FILES, "rooms");

    @ParameterizedTest
    @CsvSource({
        "base, base",
        "head, tea",
        "+0, rooms",
        "+1, rooms_key",
        "-1, courses",
        "-2, base",
        "rooms, rooms",
        "rooms_, rooms_key",
        "t, tea"
    })
    void aRevisionHasSeveralNames(String name, String slug) {
        assertThat(atRooms.slug(name)).isEqualTo(slug);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nosuch | There is no revision nosuch: name one of those that history lists, or head, base, +1 or -1.",
                "'' | There is no revision : name one of those that history lists, or head, base, +1 or -1.",
                "roo | roo is the beginning of 2 revisions, rooms and rooms_key among them: write more of the one.",
                "+3 | +3 is past the head: 2 pending.",
                "-3 | -3 is below the base: 2 applied."
            })
    void aNameThatFitsNoneOrSeveralIsAnswered(String name, String sentence) {
        assertThatThrownBy(() -> atRooms.position(name))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessage(sentence);
    }

    @Test
    void upAndDownAreOrderedAsTheyRun() {
        assertThat(atRooms.up("head")).extracting(Revision::slug).containsExactly("rooms_key", "tea");
        assertThat(atRooms.down("base")).extracting(Revision::slug).containsExactly("rooms", "courses");
        assertThat(atRooms.up("courses")).isEmpty();
    }

    @Test
    void upNeverGoesDownNorDownUp() {
        assertThatThrownBy(() -> atRooms.up("-1"))
                .hasMessage("-1 lies below the current revision; to get there, use downgrade.");
        assertThatThrownBy(() -> atRooms.down("+2"))
                .hasMessage("tea is not applied, so the database cannot go down to it; to get there, use upgrade.");
    }
}
