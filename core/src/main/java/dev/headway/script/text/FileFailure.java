package dev.headway.script.text;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/**
 * Says for people why a file cannot be read or written. The message of a
 * {@link FileSystemException} is often only a path.
 */
public final class FileFailure {

	private FileFailure() {
	}

	/**
	 * Say why.
	 * @param failure the failure
	 * @return the reason without the name of the file, as far as that is known
	 */
	public static String reason(Exception failure) {
		if (failure instanceof FileSystemException file) {
			return Objects.requireNonNullElseGet(file.getReason(), () -> ofType(file));
		}
		if (failure instanceof CharacterCodingException) {
			return "it is not valid in its encoding";
		}
		return Objects.requireNonNullElseGet(failure.getMessage(), () -> failure.getClass().getSimpleName());
	}

	/**
	 * Say why, and for which file.
	 * @param failure the failure
	 * @return the file, if it is known, and the reason
	 */
	public static String describe(Exception failure) {
		if (failure instanceof FileSystemException file) {
			String message = String.valueOf(file.getMessage());
			return (file.getReason() != null) ? message : message + ": " + reason(failure);
		}
		return reason(failure);
	}

	private static String ofType(FileSystemException failure) {
		if (failure instanceof AccessDeniedException) {
			return "access denied";
		}
		if (failure instanceof NoSuchFileException) {
			return "no such file";
		}
		if (failure instanceof FileAlreadyExistsException) {
			return "it exists already";
		}
		return (failure instanceof DirectoryNotEmptyException) ? "the folder is not empty"
				: failure.getClass().getSimpleName();
	}

}
