package dev.headway.sample;

import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * REST resource for {@link Users}.
 */
@RestController
@RequestMapping("/users")
class UsersController {

	private final Users users;

	private final PasswordHasher passwordHasher;

	UsersController(Users users, PasswordHasher passwordHasher) {
		this.users = users;
		this.passwordHasher = passwordHasher;
	}

	@GetMapping
	List<UserSummary> list() {
		return this.users.findAllByOrderById();
	}

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	UserSummary create(@RequestBody NewUser user) {
		String name = user.validName();
		String avatarUrl = user.validAvatarUrl();
		User saved = this.users.save(new User(name, this.passwordHasher.hash(user.validPassword()), avatarUrl));
		return saved.summary();
	}

}
