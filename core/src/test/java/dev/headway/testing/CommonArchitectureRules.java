package dev.headway.testing;

import java.io.File;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.spi.FileSystemProvider;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.AccessTarget.ConstructorCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

import dev.headway.HeadwayException;
import dev.headway.script.text.RegularFile;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
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

	private static final Pattern WRITING_METHODS = Pattern
		.compile("write.*|move|copy|delete.*|create.*|newOutputStream|newBufferedWriter|newByteChannel|set.*");

	private static final Pattern WRITING_METHODS_OF_FILE = Pattern.compile("delete.*|create.*|mkdirs?|renameTo|set.*");

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

	/**
	 * All code that changes files is in one package, which knows about links in a tree.
	 * What Git reads and prints goes through temporary files of this user.
	 */
	@ArchTest
	static final ArchRule FILES_ARE_WRITTEN_IN_ONE_PLACE = noClasses().that()
		.resideOutsideOfPackage("dev.headway.script.file")
		.and()
		.doNotHaveFullyQualifiedName("dev.headway.command.git.GitCall")
		.should()
		.accessTargetWhere(describe("writes, renames or deletes a file", CommonArchitectureRules::writes));

	/** Names in what is printed are escaped there. */
	@ArchTest
	static final ArchRule ONLY_THE_CONSOLE_PRINTS = noClasses().that()
		.resideOutsideOfPackage("dev.headway.command.console")
		.should()
		.callMethodWhere(
				JavaAccess.Predicates.targetOwner(assignableTo(PrintStream.class).or(assignableTo(PrintWriter.class))));

	/** Git is called without a shell, and so that it runs no other program. */
	@ArchTest
	static final ArchRule ONLY_ONE_CLASS_RUNS_PROGRAMS = noClasses().that()
		.doNotHaveFullyQualifiedName("dev.headway.command.git.GitCall")
		.should()
		.callConstructorWhere(JavaAccess.Predicates.targetOwner(assignableTo(ProcessBuilder.class)))
		.orShould()
		.callMethodWhere(JavaAccess.Predicates.target(HasName.Predicates.name("exec"))
			.and(JavaAccess.Predicates.targetOwner(assignableTo(Runtime.class))));

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

	private static boolean writes(JavaAccess<?> access) {
		JavaClass owner = access.getTargetOwner();
		String member = access.getTarget().getName();
		if (owner.isEquivalentTo(Files.class)) {
			return WRITING_METHODS.matcher(member).matches();
		}
		if (owner.isEquivalentTo(File.class)) {
			return WRITING_METHODS_OF_FILE.matcher(member).matches();
		}
		if (Stream.of(PrintWriter.class, PrintStream.class).anyMatch(owner::isEquivalentTo)) {
			return access.getTarget() instanceof ConstructorCallTarget constructor
					&& Stream.of(File.class, String.class)
						.anyMatch((type) -> constructor.getRawParameterTypes().get(0).isEquivalentTo(type));
		}
		return (owner.isEquivalentTo(FileChannel.class) && member.equals("open"))
				|| Stream
					.of(FileOutputStream.class, FileWriter.class, RandomAccessFile.class, SecureDirectoryStream.class,
							FileSystemProvider.class)
					.anyMatch(owner::isAssignableTo);
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
