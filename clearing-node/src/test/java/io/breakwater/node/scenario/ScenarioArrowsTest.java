package io.breakwater.node.scenario;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

@AnalyzeClasses(packages = "io.breakwater.node.scenario", importOptions = ImportOption.DoNotIncludeTests.class)
class ScenarioArrowsTest {

    /** What a scenario is must not depend on how the house is run or spoken to. */
    @ArchTest
    static final ArchRule dataReadersAndReportsKnowNoRuntime = ArchRuleDefinition.noClasses()
            .that()
            .resideInAnyPackage(
                    "io.breakwater.node.scenario",
                    "io.breakwater.node.scenario.file",
                    "io.breakwater.node.scenario.report")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.pekko..", "io.grpc..", "com.datastax..", "com.google.protobuf..");
}
