package dev.headway;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;

import dev.headway.testing.CommonArchitectureRules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Rules that keep this module in shape.
 */
@AnalyzeClasses(packages = "dev.headway", importOptions = ImportOption.DoNotIncludeTests.class)
class CoreArchitectureTests {

	private static final String JAVA = "java..";

	private static final String JSPECIFY = "org.jspecify..";

	private static final String ROOT = "dev.headway";

	private static final String REVISION = "dev.headway.revision..";

	private static final String PLAN = "dev.headway.plan..";

	private static final String SCRIPT = "dev.headway.script..";

	private static final String MIGRATION = "dev.headway.migration..";

	private static final String GRAPH = "dev.headway.graph..";

	@ArchTest
	static final ArchTests COMMON = ArchTests.in(CommonArchitectureRules.class);

	@ArchTest
	static final ArchRule FEATURES_HAVE_NO_CYCLES = slices().matching("dev.headway.(*)..").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule REVISION_STANDS_ALONE = classes().that()
		.resideInAPackage(REVISION)
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage(JAVA, JSPECIFY, ROOT, REVISION);

	@ArchTest
	static final ArchRule PLAN_ADDS_ONLY_REVISION = classes().that()
		.resideInAPackage(PLAN)
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage(JAVA, JSPECIFY, ROOT, REVISION, PLAN);

	@ArchTest
	static final ArchRule SCRIPT_ADDS_REVISION_AND_PLAN = classes().that()
		.resideInAPackage(SCRIPT)
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage(JAVA, JSPECIFY, ROOT, REVISION, PLAN, SCRIPT);

	@ArchTest
	static final ArchRule MIGRATION_ADDS_REVISION_AND_PLAN = classes().that()
		.resideInAPackage(MIGRATION)
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage(JAVA, JSPECIFY, ROOT, REVISION, PLAN, MIGRATION);

	@ArchTest
	static final ArchRule GRAPH_ADDS_MIGRATION = classes().that()
		.resideInAPackage(GRAPH)
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage(JAVA, JSPECIFY, ROOT, REVISION, PLAN, MIGRATION, GRAPH);

	@ArchTest
	static final ArchRule NO_STANDARD_STREAMS = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

}
