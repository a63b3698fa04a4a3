package dev.headway.sample;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HomePage} in an application that disables Headway.
 */
@SpringBootTest(properties = "headway.enabled=false")
class HomePageTests {

	@Autowired
	private HomePage page;

	@Autowired
	private Users users;

	@Test
	void pageWhenHeadwayIsDisabledSaysSoAndListsUsers() {
		assertThat(this.page.page().getBody()).contains("No users yet.", "Headway is disabled.");
		this.users.save(new User("David", "hash", null));
		ResponseEntity<String> response = this.page.page();
		assertThat(response.getStatusCode()).isEqualTo(HttpStatus.OK);
		assertThat(response.getBody()).contains("<span class=\"none\"></span>David")
			.doesNotContain("No users yet.", "hash");
	}

}
