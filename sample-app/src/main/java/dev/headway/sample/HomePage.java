package dev.headway.sample;

import java.util.List;
import java.util.stream.Collectors;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

import dev.headway.migration.HistoryEntry;
import dev.headway.migration.MigrationProblem;
import dev.headway.migration.MigrationService;
import dev.headway.migration.MigrationState;

/**
 * The only page of the sample: the users with their avatars, and the state of the
 * database.
 */
@RestController
class HomePage {

	private static final String PAGE = """
			<!DOCTYPE html>
			<html lang="en">
			<head>
			<meta charset="utf-8">
			<meta name="viewport" content="width=device-width, initial-scale=1">
			<title>Headway sample</title>
			<style>
			body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #212529 }
			ul { list-style: none; padding: 0 }
			li.user { display: flex; align-items: center; gap: .75rem; padding: .4rem 0 }
			img, .none { width: 40px; height: 40px; border-radius: 50%%; background: #dee2e6 }
			code { background: #f1f3f5; padding: .1rem .3rem; border-radius: .2rem }
			.problem { border-left: .3rem solid #c92a2a; background: #fff5f5; padding: .5rem 1rem; white-space: pre-line }
			</style>
			</head>
			<body>
			<h1>Users</h1>
			%s
			<h2>Database</h2>
			%s
			<p><a href="/actuator/migrations">The revisions as a graph</a></p>
			</body>
			</html>
			""";

	private final Users users;

	private final ObjectProvider<MigrationService> migrations;

	HomePage(Users users, ObjectProvider<MigrationService> migrations) {
		this.users = users;
		this.migrations = migrations;
	}

	@GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<String> page() {
		try {
			return page(HttpStatus.OK, list(this.users.findAllByOrderById()));
		}
		catch (InvalidDataAccessResourceUsageException ex) {
			return page(HttpStatus.SERVICE_UNAVAILABLE, "<p>The database is not ready.</p>");
		}
	}

	private ResponseEntity<String> page(HttpStatus status, String users) {
		MigrationService service = this.migrations.getIfAvailable();
		String database = (service != null) ? describe(service.refresh()) : "<p>Headway is disabled.</p>";
		return ResponseEntity.status(status).body(PAGE.formatted(users, database));
	}

	private static String list(List<UserSummary> users) {
		if (users.isEmpty()) {
			return "<p>No users yet. <code>POST /users</code> adds one.</p>";
		}
		return users.stream().map(HomePage::item).collect(Collectors.joining("\n", "<ul>\n", "\n</ul>"));
	}

	private static String item(UserSummary user) {
		String avatar = (user.avatarUrl() != null)
				? "<img src=\"%s\" alt=\"\">".formatted(HtmlUtils.htmlEscape(user.avatarUrl()))
				: "<span class=\"none\"></span>";
		return "<li class=\"user\">%s%s</li>".formatted(avatar, HtmlUtils.htmlEscape(user.name()));
	}

	private static String describe(MigrationState state) {
		String where = "<p>Status <strong>%s</strong>, current revision <strong>%s</strong>, head <strong>%s</strong></p>"
			.formatted(state.status(), join(state.current()), join(state.heads()));
		String problems = state.problems()
			.stream()
			.map(MigrationProblem::message)
			.map((message) -> "<p class=\"problem\">%s</p>".formatted(HtmlUtils.htmlEscape(message)))
			.collect(Collectors.joining("\n"));
		String history = state.history()
			.stream()
			.map(HomePage::row)
			.collect(Collectors.joining("\n", "<ul>\n", "\n</ul>"));
		return where + problems + history;
	}

	private static String row(HistoryEntry entry) {
		String from = entry.revises().isEmpty() ? "<base>" : String.join(", ", entry.revises());
		return "<li><code>%s</code> %s</li>".formatted(
				HtmlUtils.htmlEscape("%s -> %s, %s".formatted(from, entry.version(), entry.description())),
				entry.state());
	}

	private static String join(List<String> revisions) {
		return revisions.isEmpty() ? "none" : HtmlUtils.htmlEscape(String.join(", ", revisions));
	}

}
