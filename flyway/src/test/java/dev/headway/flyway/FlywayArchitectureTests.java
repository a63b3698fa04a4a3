package dev.headway.flyway;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;

import dev.headway.testing.CommonArchitectureRules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

/**
 * Rules that keep this module in shape.
 */
@AnalyzeClasses(packages = "dev.headway.flyway", importOptions = ImportOption.DoNotIncludeTests.class)
class FlywayArchitectureTests {

	@ArchTest
	static final ArchTests COMMON = ArchTests.in(CommonArchitectureRules.class);

	@ArchTest
	static final ArchRule NOTHING_NEEDS_SPRING_BOOT = noClasses().should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.boot..");

	@ArchTest
	static final ArchRule INTERNALS_OF_FLYWAY_STAY_IN_ONE_PACKAGE = noClasses().that()
		.resideOutsideOfPackage("dev.headway.flyway.internals")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.flywaydb.core.internal..");

	@ArchTest
	static final ArchRule HISTORY_NEEDS_ONLY_INTERNALS = noClasses().that()
		.resideInAPackage("dev.headway.flyway.history")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.headway.flyway", "dev.headway.flyway.service");

	@ArchTest
	static final ArchRule NO_STANDARD_STREAMS = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

}
