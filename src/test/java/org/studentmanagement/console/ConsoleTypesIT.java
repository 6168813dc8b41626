package org.studentmanagement.console;

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
 * The console over the client that the build generates from the API's description, compiled as strictly as TypeScript can: a
 * change of the API that the console does not follow fails here. Node.js comes with Javet, within the JVM.
 */
@BesideTheService
class ConsoleTypesIT {
    @Test
    void theConsoleCompilesAgainstTheDescriptionOfTheApi() throws Exception {
        try (NodeRuntime node = V8Host.getNodeInstance().createV8Runtime()) {
            node.getNodeModule(NodeModuleModule.class).setRequireRootDirectory(new File("."));
            try (V8ValueFunction compile = node.getExecutor(Files.readString(Path.of("src/test/typescript/compile.js")))
                    .execute()) {
                String faults = compile.callString(
                        null,
                        Path.of("target/typescript/compiler").toAbsolutePath().toString(),
                        Path.of("src/main/webapp").toAbsolutePath().toString());

                assertThat(faults).isEmpty();
            }
        }
    }
}
