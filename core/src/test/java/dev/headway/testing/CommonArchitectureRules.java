package dev.headway.testing;

import java.nio.file.Files;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

import dev.headway.HeadwayException;
import dev.headway.script.text.RegularFile;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Architecture rules that hold in every module.
 */
public final class CommonArchitectureRules {

	private static final int MOST_TYPES_IN_A_PACKAGE = 20;

	private static final Set<String> OPENING = Set.of("newInputStream", "newBufferedReader", "newByteChannel",
			"readAllBytes", "readString", "readAllLines", "lines", "mismatch");

	private static final Set<String> FILE_READERS = Set.of("java.io.FileInputStream", "java.io.FileReader",
			"java.io.RandomAccessFile", "java.util.Scanner");

	@ArchTest
	static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("dev.headway.(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule PACKAGES_ARE_SMALL = classes().that()
		.areTopLevelClasses()
		.and()
		.doNotHaveSimpleName("package-info")
		.should(shareTheirPackageWithFewOthers());

	@ArchTest
	static final ArchRule PACKAGES_ARE_NULL_MARKED = classes().should(be(describe("in a package that is @NullMarked",
			(JavaClass javaClass) -> javaClass.getPackage().isAnnotatedWith(NullMarked.class))));

	@ArchTest
	static final ArchRule EXCEPTIONS_HAVE_ONE_ROOT = classes().that()
		.areAssignableTo(Throwable.class)
		.should()
		.beAssignableTo(HeadwayException.class)
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule NO_FIELD_INJECTION = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

	@ArchTest
	static final ArchRule NO_GENERIC_EXCEPTIONS = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

	@ArchTest
	static final ArchRule NO_JAVA_UTIL_LOGGING = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

	@ArchTest
	static final ArchRule ONE_CLASS_OPENS_FILES_FOR_READING = noClasses().that()
		.areNotAssignableTo(RegularFile.class)
		.should()
		.accessTargetWhere(describe("opens a file",
				(JavaAccess<?> access) -> access.getTargetOwner().isEquivalentTo(Files.class)
						&& OPENING.contains(access.getName())))
		.orShould()
		.dependOnClassesThat(
				describe("open files", (JavaClass javaClass) -> FILE_READERS.contains(javaClass.getName())))
		.because("files may come from a branch that nobody has reviewed: use RegularFile")
		.allowEmptyShould(true);

	private CommonArchitectureRules() {
	}

	private static ArchCondition<JavaClass> shareTheirPackageWithFewOthers() {
		return new ArchCondition<>("be one of at most %d types of their package".formatted(MOST_TYPES_IN_A_PACKAGE)) {

			private Map<String, Long> types = Map.of();

			@Override
			public void init(Collection<JavaClass> all) {
				this.types = all.stream()
					.collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
			}

			@Override
			public void check(JavaClass javaClass, ConditionEvents events) {
				long count = this.types.getOrDefault(javaClass.getPackageName(), 0L);
				events.add(new SimpleConditionEvent(javaClass, count <= MOST_TYPES_IN_A_PACKAGE,
						"%s is one of %d types of its package".formatted(javaClass.getName(), count)));
			}

		};
	}

}
