package dev.headway;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Rules that keep this module in shape.
 */
@AnalyzeClasses(packages = "dev.headway", importOptions = ImportOption.DoNotIncludeTests.class)
class CoreArchitectureTests {

	private static final String REVISION = "dev.headway.revision..";

	private static final String PLAN = "dev.headway.plan..";

	private static final String SCRIPT = "dev.headway.script..";

	private static final String FLYWAY = "dev.headway.flyway..";

	private static final String MIGRATION = "dev.headway.migration..";

	private static final String SCHEMA = "dev.headway.schema..";

	@ArchTest
	static final ArchRule FEATURES_HAVE_NO_CYCLES = slices().matching("dev.headway.(*)..").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("dev.headway.(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule REVISION_STANDS_ALONE = classes().that()
		.resideInAPackage(REVISION)
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "org.jspecify..", "dev.headway", REVISION);

	@ArchTest
	static final ArchRule PLAN_ADDS_ONLY_REVISION = classes().that()
		.resideInAPackage(PLAN)
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "org.jspecify..", "dev.headway", REVISION, PLAN);

	@ArchTest
	static final ArchRule SCRIPT_ADDS_ONLY_REVISION = classes().that()
		.resideInAPackage(SCRIPT)
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "org.jspecify..", "dev.headway", REVISION, SCRIPT);

	@ArchTest
	static final ArchRule SCHEMA_STANDS_ALONE = classes().that()
		.resideInAPackage(SCHEMA)
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "javax.sql..", "org.jspecify..", "org.springframework..", "dev.headway", SCHEMA);

	@ArchTest
	static final ArchRule NOBODY_DEPENDS_ON_MIGRATION = noClasses().that()
		.resideOutsideOfPackage(MIGRATION)
		.should()
		.dependOnClassesThat()
		.resideInAPackage(MIGRATION);

	@ArchTest
	static final ArchRule NOBODY_DEPENDS_ON_SPRING_BOOT = noClasses().should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.boot..");

	@ArchTest
	static final ArchRule SPRING_STAYS_WITH_DATABASES = noClasses().that()
		.resideOutsideOfPackages(FLYWAY, MIGRATION, SCHEMA)
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework..");

	@ArchTest
	static final ArchRule FLYWAY_STAYS_IN_FLYWAY = noClasses().that()
		.resideOutsideOfPackage(FLYWAY)
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.flywaydb..");

	@ArchTest
	static final ArchRule INTERNALS_OF_FLYWAY_STAY_IN_ONE_PACKAGE = noClasses().that()
		.resideOutsideOfPackage("dev.headway.flyway.internals")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.flywaydb.core.internal..");

	@ArchTest
	static final ArchRule IMPLEMENTATIONS_ARE_HIDDEN = classes().that()
		.haveSimpleNameStartingWith("Default")
		.should()
		.notBePublic();

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
	static final ArchRule NO_STANDARD_STREAMS = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

}
