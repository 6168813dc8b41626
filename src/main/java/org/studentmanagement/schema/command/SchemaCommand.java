package org.studentmanagement.schema.command;

import java.util.concurrent.Callable;
import org.studentmanagement.terminal.Output;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

abstract class SchemaCommand implements Callable<Integer> {
    @ParentCommand
    DbCommand db;

    @Mixin
    Output output;
}
