package org.studentmanagement.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands have in common: results on standard output, as text or as one JSON document, and the rest beside. */
public final class Output {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    public boolean json() {
        return json;
    }

    /** The command whose options it is among. */
    public CommandLine commandLine() {
        return spec.commandLine();
    }

    public PrintWriter out() {
        return spec.commandLine().getOut();
    }

    public PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Prints the document where JSON is wanted, and otherwise the text. With that it is {@link ExitCode#DONE}. */
    public int print(Document document, Object text) {
        out().println(json ? json(document) : text);
        return ExitCode.DONE;
    }

    /** Prints the documents as one where JSON is wanted, and otherwise the text. */
    public int print(List<? extends Document> documents, Object text) {
        out().println(json ? json(documents) : text);
        return ExitCode.DONE;
    }

    /** The same of what was to be looked for, which is {@link ExitCode#UNFIT} where it is not as it should be. */
    public int print(boolean fit, Document document, Object text) {
        return print(document, text) == ExitCode.DONE && fit ? ExitCode.DONE : ExitCode.UNFIT;
    }

    /** The text, in the style where colours are wanted: on a terminal. */
    public String styled(String text, IStyle style) {
        return spec.commandLine().getColorScheme().ansi().enabled() ? style.on() + text + style.off() : text;
    }

    private static String json(Object document) {
        try {
            return JsonMapper.builder()
                    .findAndAddModules()
                    // else what is computed comes in whatever order reflection has it
                    .enable(
                            MapperFeature.SORT_PROPERTIES_ALPHABETICALLY,
                            MapperFeature.SORT_CREATOR_PROPERTIES_BY_DECLARATION_ORDER)
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
                    .build()
                    .writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
