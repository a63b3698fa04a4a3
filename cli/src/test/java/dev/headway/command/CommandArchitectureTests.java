package dev.headway.command;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

import dev.headway.HeadwayException;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Rules that keep this module in shape.
 */
@AnalyzeClasses(packages = "dev.headway.command", importOptions = ImportOption.DoNotIncludeTests.class)
class CommandArchitectureTests {

	@ArchTest
	static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("dev.headway.(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule COMMANDS_KNOW_CORE_AND_PICOCLI = classes().should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "org.jspecify..", "picocli..", "dev.headway", "dev.headway.command..",
				"dev.headway.migration..", "dev.headway.script..", "dev.headway.plan..", "dev.headway.revision..");

	@ArchTest
	static final ArchRule PICOCLI_STAYS_WITH_THE_VERBS = noClasses().that()
		.resideOutsideOfPackage("dev.headway.command")
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
	static final ArchRule EXCEPTIONS_HAVE_ONE_ROOT = classes().that()
		.areAssignableTo(Throwable.class)
		.should()
		.beAssignableTo(HeadwayException.class);

	@ArchTest
	static final ArchRule PACKAGES_ARE_NULL_MARKED = classes().should(be(describe("in a package that is @NullMarked",
			(JavaClass javaClass) -> javaClass.getPackage().isAnnotatedWith(NullMarked.class))));

	@ArchTest
	static final ArchRule NO_FIELD_INJECTION = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

	@ArchTest
	static final ArchRule NO_GENERIC_EXCEPTIONS = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

	@ArchTest
	static final ArchRule NO_JAVA_UTIL_LOGGING = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

	@ArchTest
	static final ArchRule STANDARD_STREAMS_ONLY_IN_MAIN = noClasses().that()
		.doNotHaveFullyQualifiedName(Main.class.getName())
		.should(ACCESS_STANDARD_STREAMS);

}
