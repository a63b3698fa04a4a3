package dev.headway.test;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;

import dev.headway.testing.CommonArchitectureRules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

/**
 * Rules for the dependencies of this module.
 */
@AnalyzeClasses(packages = "dev.headway.test", importOptions = ImportOption.DoNotIncludeTests.class)
class StarterTestArchitectureTests {

	@ArchTest
	static final ArchTests COMMON = ArchTests.in(CommonArchitectureRules.class);

	@ArchTest
	static final ArchRule NOTHING_NEEDS_SPRING_BOOT = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.boot..", "dev.headway.boot..");

	@ArchTest
	static final ArchRule NOTHING_NEEDS_INTERNALS_OF_FLYWAY = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.flywaydb.core.internal..", "dev.headway.flyway.history..",
				"dev.headway.flyway.internals..");

	@ArchTest
	static final ArchRule NOTHING_NEEDS_ASSERTJ = noClasses().should()
		.dependOnClassesThat()
		.resideInAPackage("org.assertj..");

	@ArchTest
	static final ArchRule ONLY_THE_DOOR_IS_PUBLIC = classes().that()
		.doNotBelongToAnyOf(HistoryTests.class, DataHook.class, ModelRecorder.class)
		.and()
		.doNotHaveSimpleName("package-info")
		.should()
		.notBePublic();

	@ArchTest
	static final ArchRule NO_STANDARD_STREAMS = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

}
