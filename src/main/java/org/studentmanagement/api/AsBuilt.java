package org.studentmanagement.api;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.ClassConfig;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The API's description is answered as the build has stored it: as YAML the committed copy, since Quarkus writes what it has read in
 * another order than what it has made. Left alone, it reads all of it at each start, writes it anew in both formats, and keeps both,
 * which takes a fifth of the time of a start.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@InterceptorBinding
@interface AsBuilt {
    /** Run by the build. */
    class Extension implements BuildCompatibleExtension {
        @Enhancement(types = OpenApiDocumentService.class)
        public void intercept(ClassConfig service) {
            service.addAnnotation(AsBuilt.class);
        }
    }

    /** In place of the service's two methods. In dev mode and tests no class of Quarkus's own can call one of the application. */
    @AsBuilt
    @IfBuildProfile("prod")
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    class Description {
        @AroundInvoke
        Object answer(InvocationContext call) throws Exception {
            return switch (call.getMethod().getName()) {
                case "prepareDocument" -> null;
                case "getDocument" -> stored((Format) call.getParameters()[1]);
                default -> call.proceed();
            };
        }

        private static byte[] stored(Format format) throws IOException {
            String file = format == Format.YAML ? "openapi.yaml" : "META-INF/quarkus-generated-openapi-doc.JSON";
            try (InputStream document =
                    Thread.currentThread().getContextClassLoader().getResourceAsStream(file)) {
                return document.readAllBytes();
            }
        }
    }
}
