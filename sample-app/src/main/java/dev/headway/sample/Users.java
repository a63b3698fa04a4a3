package dev.headway.sample;

import java.util.List;

import org.springframework.data.repository.Repository;

/**
 * The table of users, with a column from each branch.
 */
interface Users extends Repository<User, Long> {

	List<UserSummary> findAllByOrderById();

	User save(User user);

}
