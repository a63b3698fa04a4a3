package dev.headway.boot.command;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.ColumnDefault;

/**
 * Entities before and after many kinds of changes.
 */
@SuppressWarnings({ "unused", "SameNameButDifferent" })
final class ShopModel {

	static final Class<?>[] BEFORE = { Before.Customer.class, Before.Item.class, Before.Purchase.class };

	static final Class<?>[] AFTER = { After.Customer.class, After.Item.class, After.Purchase.class,
			After.Review.class };

	private ShopModel() {
	}

	static final class Before {

		enum State {

			OPEN, PAID

		}

		enum Level {

			LOW, HIGH

		}

		@Entity
		@Table(name = "customers")
		static class Customer {

			@Id
			@GeneratedValue(strategy = GenerationType.IDENTITY)
			private Long id;

			@Column(nullable = false, length = 100)
			private String name;

			private String email;

			private String nickname;

			@Column(nullable = false)
			private Integer visits;

			private boolean active;

			private Instant createdAt;

			private UUID token;

			@Version
			private int version;

		}

		@Entity
		@Table(name = "items", indexes = @Index(name = "items_search", columnList = "title"))
		static class Item {

			@Id
			private Long id;

			private String title;

			private String subtitle;

			@Column(precision = 12, scale = 2)
			private BigDecimal price;

			@ColumnDefault("5")
			private Integer stock;

			private String old;

		}

		@Entity
		@Table(name = "purchases")
		static class Purchase {

			@Id
			@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "purchase_seq")
			@SequenceGenerator(name = "purchase_seq", sequenceName = "purchase_seq", allocationSize = 50)
			private Long id;

			@ManyToOne
			@JoinColumn(name = "customer_id")
			private Customer customer;

			@Enumerated(EnumType.STRING)
			private State state;

			@Enumerated(EnumType.ORDINAL)
			private Level level;

			private LocalDate paidOn;

			@Column(name = "item_id")
			private Long item;

		}

	}

	static final class After {

		enum State {

			OPEN, PAID, SENT

		}

		enum Level {

			LOW, HIGH, URGENT

		}

		@Entity
		@Table(name = "customers", indexes = @Index(name = "customers_created", columnList = "createdAt"))
		static class Customer {

			@Id
			@GeneratedValue(strategy = GenerationType.IDENTITY)
			private Long id;

			@Column(nullable = false, length = 200)
			private String name;

			@Column(nullable = false, unique = true)
			private String email;

			@Column(name = "nick")
			private String nickname;

			@Column(nullable = false)
			private Long visits;

			private boolean active;

			private Instant createdAt;

			private UUID token;

			@Version
			private int version;

			private String avatar;

			@Column(nullable = false)
			@ColumnDefault("'en'")
			private String language;

		}

		@Entity
		@Table(name = "items", indexes = @Index(name = "items_search", columnList = "subtitle"))
		static class Item {

			@Id
			private Long id;

			private String title;

			private String subtitle;

			@Column(precision = 14, scale = 3)
			private BigDecimal price;

			@ColumnDefault("7")
			private Integer stock;

		}

		@Entity
		@Table(name = "purchases")
		static class Purchase {

			@Id
			@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "purchase_seq")
			@SequenceGenerator(name = "purchase_seq", sequenceName = "purchase_seq", allocationSize = 10)
			private Long id;

			@ManyToOne
			@JoinColumn(name = "customer_id")
			private Customer customer;

			@Enumerated(EnumType.STRING)
			private State state;

			@Enumerated(EnumType.ORDINAL)
			private Level level;

			private LocalDate paidOn;

			@ManyToOne
			@JoinColumn(name = "item_id")
			private Item item;

		}

		@Entity(name = "Review")
		@Table(name = "reviews")
		static class Review {

			@Id
			@GeneratedValue(strategy = GenerationType.IDENTITY)
			private Long id;

			@ManyToOne(optional = false)
			private Item item;

			@ElementCollection
			private Set<String> tags;

			@Column(nullable = false, length = 2000)
			private String text;

		}

	}

}
