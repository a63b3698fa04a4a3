package dev.headway.command;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;

import dev.headway.testing.CommonArchitectureRules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

/**
 * Rules that keep this module in shape.
 */
@AnalyzeClasses(packages = "dev.headway.command", importOptions = ImportOption.DoNotIncludeTests.class)
class CommandArchitectureTests {

	@ArchTest
	static final ArchTests COMMON = ArchTests.in(CommonArchitectureRules.class);

	@ArchTest
	static final ArchRule COMMANDS_KNOW_CORE_AND_PICOCLI = classes().should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "org.jspecify..", "picocli..", "dev.headway", "dev.headway.command..",
				"dev.headway.migration..", "dev.headway.script..", "dev.headway.plan..", "dev.headway.revision..",
				"dev.headway.graph..");

	@ArchTest
	static final ArchRule PICOCLI_STAYS_WITH_THE_VERBS = noClasses().that()
		.resideOutsideOfPackages("dev.headway.command", "dev.headway.command.invocation")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("picocli..");

	@ArchTest
	static final ArchRule COMMANDS_ARE_HIDDEN = classes().that()
		.haveSimpleNameEndingWith("Command")
		.should()
		.notBePublic();

	@ArchTest
	static final ArchRule ONLY_MAIN_EXITS = noClasses().that()
		.doNotHaveFullyQualifiedName(Main.class.getName())
		.should()
		.callMethod(System.class, "exit", int.class);

	@ArchTest
	static final ArchRule STANDARD_STREAMS_ONLY_IN_MAIN = noClasses().that()
		.doNotHaveFullyQualifiedName(Main.class.getName())
		.should(ACCESS_STANDARD_STREAMS);

}
