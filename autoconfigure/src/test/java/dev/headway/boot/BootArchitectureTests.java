package dev.headway.boot;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;

import dev.headway.testing.CommonArchitectureRules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Rules that keep this module in shape.
 */
@AnalyzeClasses(packages = "dev.headway.boot", importOptions = ImportOption.DoNotIncludeTests.class)
class BootArchitectureTests {

	private static final String AUTOCONFIGURE = "dev.headway.boot.autoconfigure..";

	@ArchTest
	static final ArchTests COMMON = ArchTests.in(CommonArchitectureRules.class);

	@ArchTest
	static final ArchRule FEATURES_HAVE_NO_CYCLES = slices().matching("dev.headway.boot.(*)..")
		.should()
		.beFreeOfCycles();

	@ArchTest
	static final ArchRule NOBODY_DEPENDS_ON_AUTOCONFIGURE = noClasses().that()
		.resideOutsideOfPackage(AUTOCONFIGURE)
		.should()
		.dependOnClassesThat()
		.resideInAPackage(AUTOCONFIGURE);

	@ArchTest
	static final ArchRule ACTUATOR_STAYS_IN_ENDPOINT = noClasses().that()
		.resideOutsideOfPackages("dev.headway.boot.endpoint..", "dev.headway.boot.health..", AUTOCONFIGURE)
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.boot.actuate..");

	@ArchTest
	static final ArchRule HEALTH_STAYS_IN_HEALTH = noClasses().that()
		.resideOutsideOfPackages("dev.headway.boot.health..", AUTOCONFIGURE)
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.boot.health..");

	@ArchTest
	static final ArchRule MICROMETER_STAYS_IN_METRICS = noClasses().that()
		.resideOutsideOfPackages("dev.headway.boot.metrics..", AUTOCONFIGURE)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.micrometer..", "org.springframework.boot.micrometer..");

	@ArchTest
	static final ArchRule HISTORY_AND_INTERNALS_STAY_IN_FLYWAY = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("dev.headway.flyway.history..", "dev.headway.flyway.internals..");

	@ArchTest
	static final ArchRule FLYWAY_STAYS_IN_AUTOCONFIGURE = noClasses().that()
		.resideOutsideOfPackage(AUTOCONFIGURE)
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.flywaydb..");

	@ArchTest
	static final ArchRule HIBERNATE_STAYS_IN_MODEL = noClasses().that()
		.resideOutsideOfPackage("dev.headway.boot.model..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.hibernate..", "jakarta.persistence..", "org.springframework.orm..",
				"dev.headway.schema..");

	@ArchTest
	static final ArchRule AUTO_CONFIGURATIONS_ARE_PUBLIC_AND_FINAL = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL)
		.andShould()
		.haveSimpleNameEndingWith("AutoConfiguration")
		.andShould()
		.resideInAPackage(AUTOCONFIGURE);

	@ArchTest
	static final ArchRule AUTO_CONFIGURATIONS_HAVE_NO_PUBLIC_METHODS = methods().that()
		.areDeclaredInClassesThat()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.notBePublic();

	@ArchTest
	static final ArchRule PROPERTIES_ARE_RECORDS = classes().that()
		.areAnnotatedWith(ConfigurationProperties.class)
		.should()
		.beRecords();

	@ArchTest
	static final ArchRule IMPLEMENTATIONS_ARE_HIDDEN = classes().that()
		.haveSimpleNameStartingWith("Default")
		.or()
		.haveSimpleNameEndingWith("FailureAnalyzer")
		.should()
		.notBePublic();

	@ArchTest
	static final ArchRule STANDARD_STREAMS_STAY_WITH_COMMANDS = noClasses().that()
		.resideOutsideOfPackage("dev.headway.boot.command..")
		.should(ACCESS_STANDARD_STREAMS);

}
