package dev.headway.boot.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;

import org.quartz.Scheduler;

import dev.headway.testing.database.TestDatabase;

/**
 * Tables of libraries, and other things that no entity maps, as they are beside the
 * tables of entities. Those of Quartz are made by its own script.
 */
final class LibraryTables {

	private static final String COMMON = """
			create table SPRING_SESSION (
			  PRIMARY_ID char(36) not null, SESSION_ID char(36) not null, CREATION_TIME bigint not null,
			  LAST_ACCESS_TIME bigint not null, MAX_INACTIVE_INTERVAL int not null, EXPIRY_TIME bigint not null,
			  PRINCIPAL_NAME varchar(100), constraint SPRING_SESSION_PK primary key (PRIMARY_ID));
			create unique index SPRING_SESSION_IX1 on SPRING_SESSION (SESSION_ID);
			create index SPRING_SESSION_IX2 on SPRING_SESSION (EXPIRY_TIME);
			create table SPRING_SESSION_ATTRIBUTES (
			  SESSION_PRIMARY_ID char(36) not null, ATTRIBUTE_NAME varchar(200) not null, ATTRIBUTE_BYTES <bytes> not null,
			  constraint SPRING_SESSION_ATTRIBUTES_PK primary key (SESSION_PRIMARY_ID, ATTRIBUTE_NAME),
			  constraint SPRING_SESSION_ATTRIBUTES_FK foreign key (SESSION_PRIMARY_ID)
			    references SPRING_SESSION (PRIMARY_ID) on delete cascade);
			create table BATCH_JOB_INSTANCE (
			  JOB_INSTANCE_ID bigint not null primary key, VERSION bigint, JOB_NAME varchar(100) not null,
			  JOB_KEY varchar(32) not null, constraint JOB_INST_UN unique (JOB_NAME, JOB_KEY));
			create table BATCH_JOB_EXECUTION (
			  JOB_EXECUTION_ID bigint not null primary key, VERSION bigint, JOB_INSTANCE_ID bigint not null,
			  CREATE_TIME <timestamp> not null, END_TIME <timestamp> default null, STATUS varchar(10),
			  constraint JOB_INST_EXEC_FK foreign key (JOB_INSTANCE_ID) references BATCH_JOB_INSTANCE (JOB_INSTANCE_ID));
			create sequence BATCH_JOB_EXECUTION_SEQ start with 0 minvalue 0 increment by 1;
			create sequence BATCH_JOB_INSTANCE_SEQ start with 0 minvalue 0 increment by 1;
			create table event_publication (
			  id <uuid> not null, listener_id varchar(512) not null, event_type varchar(512) not null,
			  serialized_event varchar(4000) not null, publication_date <timestamp> not null,
			  completion_date <timestamp> default null, primary key (id));
			create index event_publication_by_completion_date_idx on event_publication (completion_date);
			create sequence revinfo_seq start with 1 increment by 50;
			create table REVINFO (REV int not null, REVTSTMP bigint, primary key (REV));
			create table accounts_AUD (
			  id bigint not null, REV int not null, REVTYPE smallint, email varchar(255), primary key (REV, id));
			alter table accounts_AUD add constraint FK_revinfo foreign key (REV) references REVINFO (REV);
			""";

	private LibraryTables() {
	}

	static String sql(TestDatabase database) {
		return switch (database) {
			case H2 -> COMMON.replace("<bytes>", "longvarbinary")
				.replace("<uuid>", "uuid")
				.replace("<timestamp>", "timestamp(9)") + quartz("h2");
			case POSTGRESQL -> COMMON.replace("<bytes>", "bytea")
				.replace("<uuid>", "uuid")
				.replace("<timestamp>", "timestamp with time zone") + """
						create index event_publication_serialized_event_hash_idx
						  on event_publication using hash (serialized_event);
						alter table accounts add constraint no_overlap
						  exclude using gist (tstzrange(created_at, created_at) with &&) where (active);
						alter table accounts enable row level security;
						create policy own_accounts on accounts using (active);
						create materialized view balances as select sum(balance) as total from accounts;
						create domain positive as int check (value > 0);
						""" + quartz("postgres");
			case MARIADB ->
				COMMON.replace("<bytes>", "blob").replace("<uuid>", "varchar(36)").replace("<timestamp>", "datetime(6)")
						+ quartz("mysql_innodb");
		};
	}

	/**
	 * What the script of Quartz creates, without what it drops and commits before and
	 * after.
	 */
	private static String quartz(String database) {
		String name = "/org/quartz/impl/jdbcjobstore/tables_%s.sql".formatted(database);
		try (InputStream script = Objects.requireNonNull(Scheduler.class.getResourceAsStream(name), name)) {
			return new String(script.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.matches("(?i)(#|--|drop table|commit).*"))
				.collect(Collectors.joining("\n", "", "\n"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
