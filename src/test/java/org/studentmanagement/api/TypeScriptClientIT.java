package org.studentmanagement.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.caoccao.javet.interop.NodeRuntime;
import com.caoccao.javet.interop.V8Host;
import com.caoccao.javet.node.modules.NodeModuleModule;
import com.caoccao.javet.values.reference.V8ValueFunction;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.BesideTheService;

/**
 * The client that the build generates from the API's description, under a front end, compiled as strictly as TypeScript can.
 * Node.js comes with Javet, within the JVM.
 */
@BesideTheService
class TypeScriptClientIT {
    private static final Path SOURCES = Path.of("src/test/typescript");

    private static final Path COMPILER = Path.of("target/typescript");

    @Test
    void aFrontEndCompilesAgainstIt() throws Exception {
        try (NodeRuntime node = V8Host.getNodeInstance().createV8Runtime()) {
            node.getNodeModule(NodeModuleModule.class).setRequireRootDirectory(new File("."));
            try (V8ValueFunction compile = node.getExecutor(Files.readString(SOURCES.resolve("compile.js")))
                    .execute()) {
                String faults = compile.callString(
                        null,
                        COMPILER.toAbsolutePath().toString(),
                        SOURCES.resolve("frontend.ts").toString());

                assertThat(faults).isEmpty();
            }
        }
    }
}
