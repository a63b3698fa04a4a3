package dev.headway.maven;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;

import dev.headway.testing.CommonArchitectureRules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

/**
 * Rules that keep this module in shape.
 */
@AnalyzeClasses(packages = "dev.headway.maven", importOptions = ImportOption.DoNotIncludeTests.class)
class MavenPluginArchitectureTests {

	@ArchTest
	static final ArchTests COMMON = ArchTests.in(CommonArchitectureRules.class);

	@ArchTest
	static final ArchRule GOALS_KNOW_MAVEN_AND_THE_COMMANDS = classes().should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "org.jspecify..", "org.apache.maven..", "org.codehaus.plexus.util.xml",
				"dev.headway", "dev.headway.maven", "dev.headway.command..", "dev.headway.script..");

	@ArchTest
	static final ArchRule GOALS_ARE_HIDDEN = classes().should().notBePublic();

}
