package org.studentmanagement.transfer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** An option of a command for the file of each sheet. */
record FileOptions(List<Sheet> sheets) {
    /** Standard input or output, in place of a file. */
    static final String STANDARD = "-";

    /** Adds them, and the names of the sheets to the first line of the description. */
    CommandLine addTo(CommandLine command, Function<Sheet, String> words) {
        CommandSpec spec = command.getCommandSpec();
        String[] description = spec.usageMessage().description();
        description[0] = description[0].formatted(listed());
        spec.usageMessage().description(description);
        sheets.forEach(sheet -> spec.addOption(OptionSpec.builder(option(sheet))
                .type(String.class)
                .paramLabel("FILE")
                .description(words.apply(sheet))
                .build()));
        return command;
    }

    /**
     * The files that were named, in the order of the sheets.
     *
     * @param once what is said where {@link #STANDARD} is named twice
     */
    Map<Sheet, String> named(CommandSpec spec, String once) {
        Map<Sheet, String> files = new LinkedHashMap<>();
        for (Sheet sheet : sheets) {
            String file = spec.findOption(option(sheet)).getValue();
            if (file != null) {
                files.put(sheet, file);
            }
        }
        if (files.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    sheets.stream()
                            .map(FileOptions::option)
                            .collect(Collectors.joining(", ", "Name a file: ", ", or several of them.")));
        }
        if (Collections.frequency(files.values(), STANDARD) > 1) {
            throw new ParameterException(spec.commandLine(), once);
        }
        return files;
    }

    boolean anyNamed(CommandSpec spec) {
        return sheets.stream().anyMatch(sheet -> spec.findOption(option(sheet)).getValue() != null);
    }

    private static String option(Sheet sheet) {
        return "--" + sheet.name().replace('_', '-');
    }

    /** As in "students, courses and enrollments". */
    private String listed() {
        return sheets.stream()
                .map(Sheet::name)
                .collect(Collectors.joining(", "))
                .replaceFirst(", (?=[^,]*$)", " and ");
    }
}
