package org.studentmanagement.issuer;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.studentmanagement.database.Datasource;
import picocli.CommandLine;

/** The {@code client} command on a database, as if typed. */
public record ClientBench(String url) {
    public record Outcome(int exitCode, String out, String err) {
        /** Of a command that was told {@code --json}. */
        public String secret() throws IOException {
            return new ObjectMapper().readTree(out).path("client_secret").asText();
        }
    }

    public Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = ClientCommand.commandLine(() -> new Datasource(url, Optional.empty(), Optional.empty()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        return new Outcome(command.execute(arguments), out.toString(), err.toString());
    }

    /** Makes one and returns its secret. */
    public String create(String name, String... options) throws IOException {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "create";
        arguments[1] = name;
        arguments[2] = "--json";
        System.arraycopy(options, 0, arguments, 3, options.length);
        return run(arguments).secret();
    }
}
