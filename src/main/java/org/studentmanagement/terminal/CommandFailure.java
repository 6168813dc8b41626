package org.studentmanagement.terminal;

import java.sql.SQLException;
import org.studentmanagement.database.DatabaseFault;
import org.studentmanagement.database.NoDatasourceException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What every command says and exits with when it fails; what is nobody's fault but the program's is thrown on. */
public final class CommandFailure implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (failure instanceof Refused refused) {
            command.getErr().println(refused.getMessage());
            return refused.exitCode();
        }
        if (failure instanceof SQLException fault) {
            command.getErr().println(DatabaseFault.explain(fault));
            return ExitCode.FAILED;
        }
        if (failure instanceof NoDatasourceException nowhere) {
            command.getErr().println(nowhere.getMessage());
            return ExitCode.FAILED;
        }
        throw failure;
    }
}
