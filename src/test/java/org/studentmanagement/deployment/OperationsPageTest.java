package org.studentmanagement.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.common.utils.StringUtil;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.studentmanagement.testsupport.ProductClasses;

/** That the page for operators says what is so. */
class OperationsPageTest {
    @Test
    void itHasEveryOwnSettingWithItsDefault() throws IOException {
        Map<String, String> own = ProductClasses.ALL.stream()
                .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                .map(JavaClass::reflect)
                .flatMap(mapping -> settings(
                        mapping, mapping.getAnnotation(ConfigMapping.class).prefix()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(own).isNotEmpty();
        assertThat(OperationsPage.settings()).containsAllEntriesOf(own);
    }

    private static Stream<Map.Entry<String, String>> settings(Class<?> mapping, String prefix) {
        return Stream.of(mapping.getDeclaredMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .flatMap(method -> {
                    String name = prefix + "." + StringUtil.skewer(method.getName());
                    boolean group = mapping.equals(method.getReturnType().getDeclaringClass());
                    return group
                            ? settings(method.getReturnType(), name)
                            : Stream.of(Map.entry(name, byDefault(method)));
                });
    }

    private static String byDefault(Method method) {
        return Optional.ofNullable(method.getAnnotation(WithDefault.class))
                .map(WithDefault::value)
                .orElse("none");
    }

    @Test
    void itHasTheValuesThatTheServiceIsConfiguredWith() throws IOException {
        Properties configured = new Properties();
        try (Reader properties = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            configured.load(properties);
        }

        assertThat(OperationsPage.settings().entrySet())
                .filteredOn(setting -> configured.containsKey(setting.getKey()))
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(setting.getValue())
                        .as(setting.getKey())
                        .isEqualTo(configured.getProperty(setting.getKey())));
    }
}
