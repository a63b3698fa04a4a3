package dev.headway.script.index;

import org.jspecify.annotations.Nullable;

/**
 * What a listing tells of a file without reading it.
 *
 * @param size how many bytes it has
 * @param crc their CRC-32, {@code null} unless the file lies in an archive, which knows
 * @param newer whether it was changed after the index was written
 */
public record FileStamp(long size, @Nullable Long crc, boolean newer) {

	/**
	 * Return how the file differs from what is in the index.
	 * @param entry what the index says of it
	 * @return a predicate, {@code null} if the file seems to be the same
	 */
	@Nullable String difference(IndexEntry entry) {
		if (this.size != entry.size()) {
			return "has %d bytes instead of %d".formatted(this.size, entry.size());
		}
		if (this.crc != null && this.crc != entry.crc()) {
			return "has other content";
		}
		return this.newer ? "is newer" : null;
	}

}
