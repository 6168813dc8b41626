package org.studentmanagement.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Mixin;

class OutputTest {
    @Command
    static class Printing {
        @Mixin
        Output output;
    }

    @Test
    void headsAreBoldOnATerminalAlone() {
        assertThat(styled(Ansi.ON)).isEqualTo("\u001B[1mupgrade\u001B[21m");
        assertThat(styled(Ansi.OFF)).isEqualTo("upgrade");
    }

    private static String styled(Ansi ansi) {
        Printing printing = new Printing();
        new CommandLine(printing).setColorScheme(Help.defaultColorScheme(ansi));
        return printing.output.styled("upgrade", Style.bold);
    }
}
