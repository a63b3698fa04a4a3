package dev.headway.sample;

import org.jspecify.annotations.Nullable;

/**
 * A user, as everybody may see it: without the password hash.
 *
 * @param id the row's id
 * @param name the unique name
 * @param avatarUrl where the avatar is, or {@code null} if the user has none
 */
record User(long id, String name, @Nullable String avatarUrl) {

}
