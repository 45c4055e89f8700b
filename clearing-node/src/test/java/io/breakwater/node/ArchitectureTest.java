package io.breakwater.node;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which way the arrows point. */
@AnalyzeClasses(packages = "io.breakwater", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule theCoreKnowsOnlyTheJdk = classes()
            .that()
            .resideInAPackage("io.breakwater.waterfall..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.breakwater.waterfall..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule theCoreReadsNoClock = noClasses()
            .that()
            .resideInAPackage("io.breakwater.waterfall..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(java.time.Clock.class)
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule theCoreDrawsNoRandomNumbers = noClasses()
            .that()
            .resideInAPackage("io.breakwater.waterfall..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(java.util.random.RandomGenerator.class)
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule theCoreHasNoThreadsAndNoHashOrder = noClasses()
            .that()
            .resideInAPackage("io.breakwater.waterfall..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.util.HashMap.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.util.HashSet.class);

    @ArchTest
    static final ArchRule onlyTheEdgeKnowsTheStubs = noClasses()
            .that()
            .resideInAPackage("io.breakwater.node..")
            .and()
            .resideOutsideOfPackages(
                    "io.breakwater.node.edge..", "io.breakwater.node.scenario..", "io.breakwater.node.client..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.breakwater.protocol..");

    @ArchTest
    static final ArchRule onlyTheJournalAndItsSchemaKnowTheDriver = noClasses()
            .that()
            .resideInAPackage("io.breakwater..")
            .and()
            .resideOutsideOfPackage("io.breakwater.node.journal..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.datastax..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.breakwater.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Helper");

    @ArchTest
    static final ArchRule eventsAndMessagesAreRecordsOrSealed = classes()
            .that()
            .areAssignableTo(io.breakwater.waterfall.process.Message.class)
            .and()
            .areNotInterfaces()
            .should()
            .beRecords()
            .orShould()
            .beEnums();
}
