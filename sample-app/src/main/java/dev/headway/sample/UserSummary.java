package dev.headway.sample;

import org.jspecify.annotations.Nullable;

/**
 * A user without the password hash.
 *
 * @param id the row's id
 * @param name the unique name
 * @param avatarUrl the URL of the avatar, or {@code null}
 */
record UserSummary(Long id, String name, @Nullable String avatarUrl) {

}
