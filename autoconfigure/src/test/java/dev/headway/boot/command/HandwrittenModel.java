package dev.headway.boot.command;

import java.math.BigDecimal;
import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.Immutable;

import dev.headway.testing.database.TestDatabase;

/**
 * Entities, and tables for them as people write them.
 */
@SuppressWarnings("unused")
final class HandwrittenModel {

	static final Class<?>[] ENTITIES = { Account.class, Total.class };

	private static final String COMMON = """
			create view totals as select id, balance from accounts;
			create index parents on accounts (parent_id);
			create table shedlock (name varchar(64) primary key, lock_until timestamp not null);
			create table queues (id int primary key, name varchar(20));
			""";

	private HandwrittenModel() {
	}

	static String sql(TestDatabase database) {
		return switch (database) {
			case H2 -> """
					create table accounts (
					  id bigint auto_increment primary key,
					  email varchar(255) not null constraint one_email unique,
					  active boolean default true not null,
					  created_at timestamp with time zone default now(),
					  state varchar(20),
					  notes text,
					  balance decimal(12,2) default 0 check (balance >= 0),
					  parent_id bigint constraint parent references accounts on delete cascade,
					  version int not null default 0);
					""" + COMMON;
			case POSTGRESQL -> """
					create table accounts (
					  id bigserial primary key,
					  email varchar(255) not null constraint one_email unique,
					  active boolean default true not null,
					  created_at timestamptz default now(),
					  state text,
					  notes text,
					  balance numeric(12,2) default 0 check (balance >= 0),
					  parent_id bigint constraint parent references accounts on delete cascade,
					  version int not null default 0);
					create index active_accounts on accounts (email) where active;
					create index lower_emails on accounts (lower(email));
					create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
					create trigger touching before update on accounts for each row execute function touch();
					""" + COMMON;
			case MARIADB -> """
					create table accounts (
					  id bigint auto_increment primary key,
					  email varchar(255) not null,
					  active tinyint(1) not null default 1,
					  created_at timestamp null default now(),
					  state varchar(20),
					  notes text,
					  balance decimal(12,2) default 0 check (balance >= 0),
					  parent_id bigint,
					  version int not null default 0,
					  constraint one_email unique (email),
					  constraint parent foreign key (parent_id) references accounts (id) on delete cascade);
					create trigger touching before update on accounts for each row set new.version = new.version;
					""" + COMMON;
		};
	}

	enum State {

		NEW, OLD

	}

	@Entity(name = "Account")
	@Table(name = "accounts")
	static class Account {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		private Long id;

		@Column(nullable = false, unique = true)
		private String email;

		private boolean active;

		private Instant createdAt;

		@Enumerated(EnumType.STRING)
		private State state;

		private String notes;

		@Column(precision = 12, scale = 2)
		private BigDecimal balance;

		@ManyToOne
		private Account parent;

		@Version
		private int version;

	}

	@Entity(name = "Total")
	@Table(name = "totals")
	@Immutable
	static class Total {

		@Id
		private Long id;

		private BigDecimal balance;

	}

}
