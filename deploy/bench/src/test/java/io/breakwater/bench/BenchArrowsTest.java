package io.breakwater.bench;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the bench may know of the node, each with its reason. */
@AnalyzeClasses(packages = "io.breakwater", importOptions = DoNotIncludeTests.class)
final class BenchArrowsTest {

    /**
     * {@code cli}, {@code embedded}, {@code cluster}, {@code demo}: to be a command and to start Cassandra and node
     * processes. {@code client}: to make a call. {@code scenario.report}: tables for a terminal. {@code journal.cassandra}: the schema and the sessions
     * for what the driver reaches by itself. {@code risk}: the sweep is measured in-process, nothing else is. All the rest
     * the bench learns through the API.
     */
    private static final DescribedPredicate<JavaClass> THE_NODE_BUT_FOR_ITS_SEAMS = resideInAPackage(
                    "io.breakwater.node..")
            .and(DescribedPredicate.not(resideInAnyPackage(
                    "io.breakwater.node.cli..",
                    "io.breakwater.node.embedded..",
                    "io.breakwater.node.cluster..",
                    "io.breakwater.node.client..",
                    "io.breakwater.node.demo..",
                    "io.breakwater.node.scenario.report..",
                    "io.breakwater.node.journal.cassandra..",
                    "io.breakwater.node.risk..")));

    @ArchTest
    static final ArchRule theBenchKnowsTheNodeByItsSeamsOnly = noClasses()
            .that()
            .resideInAPackage("io.breakwater.bench..")
            .should()
            .dependOnClassesThat(THE_NODE_BUT_FOR_ITS_SEAMS);

    @ArchTest
    static final ArchRule onlyTheSweepLooksIntoTheRiskDesk = noClasses()
            .that()
            .resideInAPackage("io.breakwater.bench..")
            .and()
            .resideOutsideOfPackage("io.breakwater.bench.sweep..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.breakwater.node.risk..");

    @ArchTest
    static final ArchRule theNodeKnowsNoTool = noClasses()
            .that()
            .resideInAPackage("io.breakwater.node..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.breakwater.bench..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.breakwater.bench.(*)..").should().beFreeOfCycles();
}
