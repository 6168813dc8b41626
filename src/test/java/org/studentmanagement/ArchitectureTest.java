package org.studentmanagement;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
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
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Entity;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.studentmanagement.access.NobodysRecord;
import org.studentmanagement.access.OwnRecord;
import org.studentmanagement.access.Role;

/** Who may know whom. A package that does not exist yet is held to its rule from its first class on. */
@AnalyzeClasses(packages = "org.studentmanagement", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
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

    @ArchTest
    static final ArchRule whatServesFeaturesKnowsNone =
            noClasses().that(resideInAnyPackage(SERVING)).should().dependOnClassesThat(FEATURES);

    @ArchTest
    static final ArchRule studentsKnowNoOtherFeature = noClasses()
            .that(resideInAPackage("..student.."))
            .should()
            .dependOnClassesThat(FEATURES.and(not(resideInAPackage("..student.."))));

    @ArchTest
    static final ArchRule coursesKnowNoOtherFeature = noClasses()
            .that(resideInAPackage("..course.."))
            .should()
            .dependOnClassesThat(FEATURES.and(not(resideInAPackage("..course.."))));

    @ArchTest
    static final ArchRule enrollmentsKnowOnlyStudentsAndCourses = noClasses()
            .that(resideInAPackage("..enrollment.."))
            .should()
            .dependOnClassesThat(FEATURES.and(not(resideInAnyPackage("..enrollment..", "..student..", "..course.."))));

    @ArchTest
    static final ArchRule nounsKnowNothingOfTheSchemaTool = noClasses()
            .that(resideInAnyPackage("..student..", "..course..", "..enrollment.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("..schema..", "..database..", "..terminal.."));

    @ArchTest
    static final ArchRule whatIsSharedByEndpointsKnowsOnlyItself = noClasses()
            .that(resideInAPackage("..api.."))
            .should()
            .dependOnClassesThat(resideInAPackage("org.studentmanagement..").and(not(resideInAPackage("..api.."))));

    @ArchTest
    static final ArchRule packagesHaveNoCyclesAtAnyDepth = slices().matching("org.studentmanagement.(**)")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    /** It works below HTTP, on its own: what is refused there is all that it shares. */
    @ArchTest
    static final ArchRule nothingKnowsTheGuardAgainstSlowCallers = noClasses()
            .that()
            .resideOutsideOfPackage("..api.callers..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..api.callers..");

    @ArchTest
    static final ArchRule packagesOfPackagesHaveNoCycles = slices().matching("org.studentmanagement.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule theSchemaToolIsBuiltInLayers = layeredArchitecture()
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
            .mayNotBeAccessedByAnyLayer();

    /** So that it could be lifted out as a library. */
    @ArchTest
    static final ArchRule theSchemaToolKnowsTheDatabaseAndTheTerminalAlone = noClasses()
            .that()
            .resideInAPackage("..schema..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.studentmanagement..")
                    .and(not(resideInAnyPackage("..schema..", "..database..", "..terminal.."))));

    /** A reader who searches for a class finds one. */
    @ArchTest
    static void noTwoClassesHaveOneName(JavaClasses all) {
        Map<String, Long> classes = all.stream()
                .filter(JavaClass::isTopLevelClass)
                .collect(Collectors.groupingBy(JavaClass::getSimpleName, Collectors.counting()));
        assertThat(classes)
                .allSatisfy((name, count) -> assertThat(count).as(name).isOne());
    }

    @ArchTest
    static final ArchRule nothingKnowsTheApplication = noClasses()
            .that()
            .resideInAPackage("org.studentmanagement.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.studentmanagement");

    /** But what they have in common. */
    @ArchTest
    static final ArchRule nothingKnowsAResource = noClasses()
            .should()
            .dependOnClassesThat(simpleNameEndingWith("Resource")
                    .and(resideInAnyPackage("org.studentmanagement.."))
                    .and(not(modifier(JavaModifier.ABSTRACT))));

    @ArchTest
    static final ArchRule liquibaseIsTheSchemaToolsOwn = noClasses()
            .that()
            .resideOutsideOfPackage("..schema..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("liquibase..", "io.quarkus.liquibase..");

    @ArchTest
    static final ArchRule theGrammarIsLintsOwn = noClasses()
            .that()
            .resideOutsideOfPackage("..schema.lint..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.pgcodekeeper..", "org.antlr..");

    @ArchTest
    static final ArchRule writingAndJudgingChangesetsAreApart = noClasses()
            .that(resideInAnyPackage("..schema.lint.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("..schema.author.."));

    @ArchTest
    static final ArchRule theEmbeddedServerIsTheDatabasePackagesOwn = noClasses()
            .that()
            .resideOutsideOfPackage("..database..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.zonky..");

    @ArchTest
    static final ArchRule entitiesLiveInTheirFeature =
            classes().that().areAnnotatedWith(Entity.class).should(be(FEATURES));

    /** Or a token that is bound to a student would reach everybody's. */
    @ArchTest
    static final ArchRule whatStudentsMayDoIsBoundToTheirOwnRecordOrAboutNobody = methods()
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
            .areAnnotatedWith(OwnRecord.class);

    @ArchTest
    static final ArchRule packagesAreNamedAfterWhatTheyAreAbout = noClasses()
            .should()
            .resideInAnyPackage(
                    "..util..", "..utils..", "..common..", "..service..", "..dto..", "..mapper..", "..impl..");

    /** Quarkus's own keys have no mapping of ours and may be injected; a setting of ours stands in a @ConfigMapping. */
    @ArchTest
    static final ArchRule ownSettingsAreMappedNotInjectedOneByOne = noFields()
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
                                    .startsWith("quarkus.")));
}
