package org.studentmanagement;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vertx.pgclient.PgConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.studentmanagement.access.NobodysRecord;
import org.studentmanagement.access.OwnRecord;
import org.studentmanagement.access.Role;
import org.studentmanagement.schema.catalog.ScratchDatabase;
import org.studentmanagement.testsupport.BesideTheService;

/** Who may know whom. A package that does not exist yet is held to its rule from its first class on. */
@BesideTheService
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.studentmanagement");

    private static final String[] SERVING = {
        "..api..", "..access..", "..transfer..", "..schema..", "..terminal..", "..database.."
    };

    private static final String[] SIBLINGS = {
        "..schema.adoption..",
        "..schema.author..",
        "..schema.backup..",
        "..schema.deploy..",
        "..schema.drift..",
        "..schema.fingerprint..",
        "..schema.lint..",
        "..schema.rehearsal..",
        "..schema.verify.."
    };

    /** All that is not of a package that serves them, so that a new one need not be named here. */
    private static final DescribedPredicate<JavaClass> FEATURES = resideInAPackage("org.studentmanagement.*..")
            .and(not(resideInAnyPackage(SERVING)))
            .as("are of a feature");

    @Test
    void whatServesFeaturesKnowsNone() {
        noClasses()
                .that(resideInAnyPackage(SERVING))
                .should()
                .dependOnClassesThat(FEATURES)
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "student, student",
        "term, term",
        "course, course term",
        "people, people student course",
        "store, store",
        "standby, standby",
        "profile, profile student schoolclass store",
        "material, material people course schoolclass store",
        "enrollment, enrollment student course people",
        "imports, imports idempotency",
        "setting, setting",
        "assessment, assessment schoolclass course student",
        "grading, grading setting people schoolclass course student"
    })
    void aFeatureKnowsOnlyThoseThatItIsAbout(String feature, String known) {
        String[] packages =
                Arrays.stream(known.split(" ")).map(each -> ".." + each + "..").toArray(String[]::new);
        noClasses()
                .that(resideInAPackage(".." + feature + ".."))
                .should()
                .dependOnClassesThat(FEATURES.and(not(resideInAnyPackage(packages))))
                .check(CLASSES);
    }

    /** It is what others see of them, in others' words. */
    @Test
    void noFeatureKnowsTheAdapterOverAll() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..oneroster..", "org.studentmanagement")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..oneroster..")
                .check(CLASSES);
    }

    @Test
    void nounsKnowNothingOfTheSchemaTool() {
        noClasses()
                .that(resideInAnyPackage("..student..", "..term..", "..course..", "..enrollment.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("..schema..", "..database..", "..terminal.."))
                .check(CLASSES);
    }

    @Test
    void whatIsSharedByEndpointsKnowsOnlyItself() {
        noClasses()
                .that(resideInAPackage("..api.."))
                .should()
                .dependOnClassesThat(resideInAPackage("org.studentmanagement..").and(not(resideInAPackage("..api.."))))
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCyclesAtAnyDepth() {
        slices().matching("org.studentmanagement.(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /** It works below HTTP, on its own: what is refused there is all that it shares. */
    @Test
    void nothingKnowsTheGuardAgainstSlowCallers() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..api.callers..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..api.callers..")
                .check(CLASSES);
    }

    @Test
    void packagesOfPackagesHaveNoCycles() {
        slices().matching("org.studentmanagement.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void theSchemaToolIsBuiltInLayers() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("catalog")
                .definedBy("..schema.catalog..")
                .layer("record")
                .definedBy("..schema.record..")
                .layer("run")
                .definedBy("..schema.run..")
                .layer("siblings")
                .definedBy(SIBLINGS)
                .layer("command")
                .definedBy("..schema.command..")
                .whereLayer("catalog")
                .mayNotAccessAnyLayer()
                .whereLayer("record")
                .mayOnlyAccessLayers("catalog")
                .whereLayer("run")
                .mayOnlyAccessLayers("record", "catalog")
                .whereLayer("command")
                .mayNotBeAccessedByAnyLayer()
                .check(CLASSES);
    }

    /** So that it could be lifted out as a library. */
    @Test
    void theSchemaToolKnowsTheDatabaseAndTheTerminalAlone() {
        noClasses()
                .that()
                .resideInAPackage("..schema..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.studentmanagement..")
                        .and(not(resideInAnyPackage("..schema..", "..database..", "..terminal.."))))
                .check(CLASSES);
    }

    /** A reader who searches for a class finds one. */
    @Test
    void noTwoClassesHaveOneName() {
        Map<String, Long> classes = CLASSES.stream()
                .filter(JavaClass::isTopLevelClass)
                .collect(Collectors.groupingBy(JavaClass::getSimpleName, Collectors.counting()));
        assertThat(classes)
                .allSatisfy((name, count) -> assertThat(count).as(name).isOne());
    }

    @Test
    void nothingKnowsTheApplication() {
        noClasses()
                .that()
                .resideInAPackage("org.studentmanagement.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.studentmanagement")
                .check(CLASSES);
    }

    /** But what they have in common. */
    @Test
    void nothingKnowsAResource() {
        noClasses()
                .should()
                .dependOnClassesThat(simpleNameEndingWith("Resource")
                        .and(resideInAnyPackage("org.studentmanagement.."))
                        .and(not(modifier(JavaModifier.ABSTRACT))))
                .check(CLASSES);
    }

    /**
     * Quarkus looks for a request's class before it looks for the method, and where the class that it finds has none, it makes its
     * map of all classes anew to find the next.
     */
    @Test
    void noPathOfAClassIsThatOfAnotherAndParametersAlone() {
        Set<String> paths = CLASSES.stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .map(type -> type.getAnnotationOfType(Path.class).value())
                .collect(Collectors.toSet());
        assertThat(paths)
                .hasSizeGreaterThan(50)
                .noneMatch(
                        path -> path.matches(".*\\{[^/]*") && paths.contains(path.replaceFirst("(/\\{[^/]*)+$", "")));
    }

    @Test
    void liquibaseIsTheSchemaToolsOwn() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..schema..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("liquibase..", "io.quarkus.liquibase..")
                .check(CLASSES);
    }

    @Test
    void theGrammarIsLintsOwn() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..schema.lint..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.pgcodekeeper..", "org.antlr..")
                .check(CLASSES);
    }

    @Test
    void writingAndJudgingChangesetsAreApart() {
        noClasses()
                .that(resideInAnyPackage("..schema.lint.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("..schema.author.."))
                .check(CLASSES);
    }

    @Test
    void theEmbeddedServerIsTheDatabasePackagesOwn() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..database..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.zonky..")
                .check(CLASSES);
    }

    @Test
    void entitiesLiveInTheirFeature() {
        classes().that().areAnnotatedWith(Entity.class).should(be(FEATURES)).check(CLASSES);
    }

    /** Or a token that is bound to a student would reach everybody's. */
    @Test
    void whatStudentsMayDoIsBoundToTheirOwnRecordOrAboutNobody() {
        methods()
                .that(describe(
                        "allow students",
                        method -> method.tryGetAnnotationOfType(RolesAllowed.class)
                                .filter(allowed -> List.of(allowed.value()).contains(Role.STUDENT))
                                .isPresent()))
                .should()
                .beAnnotatedWith(OwnRecord.class)
                .orShould()
                .beAnnotatedWith(NobodysRecord.class)
                .orShould()
                .beDeclaredInClassesThat()
                .areAnnotatedWith(OwnRecord.class)
                .check(CLASSES);
    }

    @Test
    void packagesAreNamedAfterWhatTheyAreAbout() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..utils..", "..common..", "..service..", "..dto..", "..mapper..", "..impl..")
                .check(CLASSES);
    }

    /** Quarkus's own keys have no mapping of ours and may be injected; a setting of ours stands in a @ConfigMapping. */
    @Test
    void ownSettingsAreMappedNotInjectedOneByOne() {
        noFields()
                .that()
                .areAnnotatedWith(ConfigProperty.class)
                .should()
                .beAnnotatedWith(describe(
                        "a key that is not Quarkus's own",
                        annotation -> annotation.getRawType().isEquivalentTo(ConfigProperty.class)
                                && !annotation
                                        .get("name")
                                        .map(Object::toString)
                                        .orElse("")
                                        .startsWith("quarkus.")))
                .check(CLASSES);
    }

    /**
     * PostgreSQL acknowledges a commit that waits for its standby when it is told to cancel, though one machine alone has it. DROP DATABASE
     * of a copy may be.
     */
    @Test
    void nothingCancelsWhatTheDatabaseIsAtWorkOn() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(ScratchDatabase.class)
                .should()
                .callMethodWhere(target(nameMatching("cancel|setQueryTimeout|cancelRequest"))
                        .and(target(owner(assignableTo(Statement.class).or(assignableTo(PgConnection.class))))))
                .check(CLASSES);
    }
}
