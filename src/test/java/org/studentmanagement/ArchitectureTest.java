package org.studentmanagement;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Entity;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.studentmanagement.access.NobodysRecord;
import org.studentmanagement.access.OwnRecord;
import org.studentmanagement.access.Role;

/** Who may know whom. A package that does not exist yet is held to its rule from its first class on. */
@AnalyzeClasses(packages = "org.studentmanagement", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] FEATURES = {
        "..student..", "..course..", "..enrollment..", "..transfer..", "..issuer.."
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

    @ArchTest
    static final ArchRule studentsAndCoursesDoNotKnowWhatIsBuiltOnThem = noClasses()
            .that(resideInAnyPackage("..student..", "..course.."))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("..enrollment..", "..transfer..", "..schema..", "..database..", "..issuer.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule studentsDoNotKnowCourses = noClasses()
            .that()
            .resideInAPackage("..student..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..course..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule coursesDoNotKnowStudents = noClasses()
            .that()
            .resideInAPackage("..course..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..student..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule enrollmentsKnowOnlyStudentsCoursesAndTheApi = noClasses()
            .that()
            .resideInAPackage("..enrollment..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("..transfer..", "..schema..", "..database..", "..terminal..", "..issuer.."))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule whatServesFeaturesKnowsNone = noClasses()
            .that(resideInAnyPackage("..schema..", "..database..", "..api..", "..terminal..", "..access.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage(FEATURES))
            .allowEmptyShould(true);

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

    @ArchTest
    static final ArchRule nothingKnowsTheApplication = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.studentmanagement.Application")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.studentmanagement.Application");

    @ArchTest
    static final ArchRule nothingKnowsAResource = noClasses()
            .that(not(simpleNameEndingWith("Resource")))
            .should()
            .dependOnClassesThat(simpleNameEndingWith("Resource").and(resideInAnyPackage("org.studentmanagement..")));

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
    static final ArchRule entitiesLiveInTheirFeature = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .resideInAnyPackage("..student..", "..course..", "..enrollment..", "..issuer..");

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
