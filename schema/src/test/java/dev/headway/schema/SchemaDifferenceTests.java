package dev.headway.schema;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.headway.schema.SchemaDifference.ChangeType;
import dev.headway.schema.element.Column;
import dev.headway.schema.element.DefinedObject;
import dev.headway.schema.element.ElementKind;
import dev.headway.schema.element.ElementName;
import dev.headway.schema.element.ObjectName;
import dev.headway.schema.element.SchemaElement;
import dev.headway.schema.element.Sequence;
import dev.headway.schema.element.Table;
import dev.headway.schema.element.TableConstraint;

import static org.assertj.core.api.Assertions.assertThat;

class SchemaDifferenceTests {

	private static final ObjectName USERS = ObjectName.of("users");

	@Test
	void diffOfEqualSnapshotsIsEmpty() {
		SchemaDifference difference = snapshot(column("a", "int"), column("b", "int"))
			.diffTo(snapshot(column("b", "int"), column("a", "int")));
		assertThat(difference.isEmpty()).isTrue();
		assertThat(difference.text()).isEmpty();
	}

	@Test
	void changesHaveBeforeAndAfter() {
		SchemaDifference difference = snapshot(column("a", "int"), column("b", "int"))
			.diffTo(snapshot(column("b", "bigint"), column("c", "int")));
		assertThat(difference.changes()).extracting(SchemaDifference.Change::type)
			.containsExactly(ChangeType.REMOVED, ChangeType.CHANGED, ChangeType.ADDED);
		assertThat(difference.changes().get(1).before()).isEqualTo(column("b", "int"));
		assertThat(difference.changes().get(1).after()).isEqualTo(column("b", "bigint"));
		assertThat(difference).hasToString("""
				- column users.a: int
				~ column users.b: int -> bigint
				+ column users.c: int""");
	}

	@Test
	void systemMadeNamesDoNotCount() {
		assertThat(snapshot(unique("C_1", true, "a"), unique("C_2", true, "b"))
			.diffTo(snapshot(unique("C_1", true, "b"), unique("C_9", true, "a")))
			.isEmpty()).isTrue();
	}

	@Test
	void givenNamesCount() {
		assertThat(snapshot(unique("mine", false, "a")).diffTo(snapshot(unique("yours", false, "a"))).text())
			.isEqualTo("""
					- unique constraint mine on users (a)
					+ unique constraint yours on users (a)""");
	}

	@Test
	void equalElementsAreCounted() {
		TableConstraint unique = unique("C_1", true, "a");
		assertThat(snapshot(unique, unique).diffTo(snapshot(unique)).text())
			.isEqualTo("- unique constraint C_1 on users (a)");
		assertThat(snapshot(unique, unique)).isNotEqualTo(snapshot(unique));
	}

	@Test
	void givenNameMatchesBeforeStructure() {
		assertThat(snapshot(unique("u", false, "a")).diffTo(snapshot(unique("u", false, "b"))).text())
			.isEqualTo("~ unique constraint u on users: (a) -> (b)");
	}

	@Test
	void changesAreSortedByKindAndTable() {
		ObjectName posts = ObjectName.of("posts");
		SchemaSnapshot all = snapshot(view("v", "select 1"), new Table(USERS, "", null), column("id", "int"),
				new Sequence(ObjectName.of("s"), USERS, "bigint", 1, 1, 1, 9, 1, true), new Table(posts, "", null),
				new DefinedObject(ElementKind.TRIGGER, ObjectName.of("t"), USERS, "x"),
				new DefinedObject(ElementKind.ENUM, ObjectName.of("e"), null, "'a'"));
		assertThat(snapshot().diffTo(all).text()).isEqualTo("""
				+ enum e: 'a'
				+ sequence s: bigint start 1 increment 1 min 1 max 9 cache 1 cycle owned by users
				+ table posts
				+ table users
				+ column users.id: int
				+ trigger t on users: x
				+ view v: select 1""");
		assertThat(all).hasToString(snapshot().diffTo(all).text());
	}

	@Test
	void textOfLongDefinitionsIsIndented() {
		assertThat(snapshot(view("v", "a\nb\nc\nd")).diffTo(snapshot(view("v", "a\nx\nd"))).text()).isEqualTo("""
				~ view v
				    - b
				    - c
				    + x""");
		assertThat(snapshot().diffTo(snapshot(view("v", "a\nb"))).text()).isEqualTo("""
				+ view v
				    a
				    b""");
		assertThat(snapshot(view("v", "a")).diffTo(snapshot(view("v", "a\nb"))).text()).isEqualTo("""
				~ view v
				    + b""");
	}

	@Test
	void columnsKeepTheirOrder() {
		SchemaSnapshot snapshot = snapshot(column("z", "int"), new Table(USERS, "", null), column("a", "int"));
		assertThat(snapshot.all(Column.class)).extracting(Column::name).containsExactly("z", "a");
		assertThat(snapshot.elements()).first().isInstanceOf(Table.class);
	}

	private static SchemaSnapshot snapshot(SchemaElement... elements) {
		return new SchemaSnapshot(List.of(elements));
	}

	private static Column column(String name, String type) {
		return new Column(USERS, name, type, true, null, null, null, null);
	}

	private static TableConstraint unique(String name, boolean systemMade, String column) {
		return new TableConstraint(ElementKind.UNIQUE_CONSTRAINT, USERS, new ElementName(name, systemMade),
				List.of(column), "");
	}

	private static DefinedObject view(String name, String definition) {
		return new DefinedObject(ElementKind.VIEW, ObjectName.of(name), null, definition);
	}

}
