package dev.headway.schema;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;

import dev.headway.testing.CommonArchitectureRules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

/**
 * Rules for the dependencies of this module.
 */
@AnalyzeClasses(packages = "dev.headway.schema", importOptions = ImportOption.DoNotIncludeTests.class)
class SchemaArchitectureTests {

	@ArchTest
	static final ArchTests COMMON = ArchTests.in(CommonArchitectureRules.class);

	@ArchTest
	static final ArchRule SCHEMA_STANDS_ALONE = classes().that()
		.resideOutsideOfPackage("dev.headway.schema.model")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "javax.sql..", "org.jspecify..", "org.springframework..", "dev.headway",
				"dev.headway.schema..");

	@ArchTest
	static final ArchRule NO_STANDARD_STREAMS = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

}
