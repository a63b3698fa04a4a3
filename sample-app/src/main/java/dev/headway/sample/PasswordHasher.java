package dev.headway.sample;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

import org.springframework.stereotype.Component;

/**
 * Hashes passwords with PBKDF2 and a random salt, in the format
 * {@code pbkdf2-sha256:iterations:salt:hash}.
 */
@Component
class PasswordHasher {

	private static final int ITERATIONS = 600_000;

	private static final int SALT_BYTES = 16;

	private static final int HASH_BITS = 256;

	private final SecureRandom random = new SecureRandom();

	String hash(String password) {
		byte[] salt = new byte[SALT_BYTES];
		this.random.nextBytes(salt);
		PBEKeySpec key = new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, HASH_BITS);
		try {
			byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(key).getEncoded();
			Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
			return "pbkdf2-sha256:%d:%s:%s".formatted(ITERATIONS, base64.encodeToString(salt),
					base64.encodeToString(hash));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("PBKDF2WithHmacSHA256 is not available", ex);
		}
		finally {
			key.clearPassword();
		}
	}

}
