package dev.headway.boot.autoconfigure;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.util.StringUtils;

import dev.headway.HeadwayException;

/**
 * Adds the {@link MigrationReport} to the analysis of any other failure, such as a
 * missing table, that stops an application after its migrations were blocked.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BlockedStartupFailureAnalyzer implements FailureAnalyzer {

	private static final Log logger = LogFactory.getLog(BlockedStartupFailureAnalyzer.class);

	private final @Nullable BeanFactory beanFactory;

	private final @Nullable Environment environment;

	BlockedStartupFailureAnalyzer(@Nullable BeanFactory beanFactory, @Nullable Environment environment) {
		this.beanFactory = beanFactory;
		this.environment = environment;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		if (this.beanFactory instanceof ConfigurableListableBeanFactory factory) {
			List<MigrationReport> reports = new BlockedHistories(factory).reports();
			return reports.isEmpty() ? null : analyze(failure, reports, factory);
		}
		return null;
	}

	private FailureAnalysis analyze(Throwable failure, List<MigrationReport> reports,
			ConfigurableListableBeanFactory factory) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
		reports.forEach((report) -> cause.addSuppressed(new HeadwayException(report.summary())));
		FailureAnalysis other = analyzeOtherwise(failure, factory);
		if (other == null) {
			logger.error("Application run failed", failure);
		}
		Stream<String> description = Stream.of((other != null) ? other.getDescription() : cause.toString(),
				"Before this failure, the migrations were not applied, so the database may not be what the application expects.");
		Stream<@Nullable String> action = Stream.of((other != null) ? other.getAction() : null);
		return new FailureAnalysis(
				paragraphs(Stream.concat(description, reports.stream().map(MigrationReport::description))),
				paragraphs(Stream.concat(action, reports.stream().map(MigrationReport::action))), failure);
	}

	private @Nullable FailureAnalysis analyzeOtherwise(Throwable failure, ConfigurableListableBeanFactory factory) {
		ArgumentResolver arguments = ArgumentResolver.of(BeanFactory.class, factory)
			.and(Environment.class, Objects.requireNonNull(this.environment));
		return SpringFactoriesLoader.forDefaultResourceLocation(factory.getBeanClassLoader())
			.load(FailureAnalyzer.class, arguments, FailureHandler.logging(logger))
			.stream()
			.filter((analyzer) -> !(analyzer instanceof BlockedStartupFailureAnalyzer))
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static String paragraphs(Stream<@Nullable String> texts) {
		return texts.filter(StringUtils::hasText).collect(Collectors.joining("\n\n"));
	}

}
