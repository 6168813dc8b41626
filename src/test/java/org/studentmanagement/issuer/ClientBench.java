package org.studentmanagement.issuer;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import org.studentmanagement.database.Datasource;
import org.studentmanagement.testsupport.Program;

/** The {@code client} command on a database, as if typed. */
public record ClientBench(String url) {
    public record Outcome(int exitCode, String out, String err) {
        /** Of a command that was told {@code --json}. */
        public String secret() throws IOException {
            return new ObjectMapper().readTree(out).path("client_secret").asText();
        }
    }

    public Outcome run(String... arguments) {
        Program.Outcome outcome = Program.run(
                ClientCommand.commandLine(() -> new Datasource(url, Optional.empty(), Optional.empty())), arguments);
        return new Outcome(outcome.exitCode(), outcome.out(), outcome.err());
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
