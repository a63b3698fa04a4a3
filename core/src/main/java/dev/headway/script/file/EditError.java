package dev.headway.script.file;

import dev.headway.ErrorCode;

/**
 * What can be wrong with an edit of migration files.
 *
 * @see EditException#error()
 */
public enum EditError implements ErrorCode {

	/** The scripts have problems that must be fixed first. */
	INVALID_SCRIPTS,

	/** The message of a new revision cannot become a file name. */
	INVALID_MESSAGE,

	/** The version of a new revision is not a version, or is taken. */
	INVALID_VERSION,

	/** Nothing has to be changed. */
	NOTHING_TO_DO,

	/** Several files have the version. */
	AMBIGUOUS_VERSION,

	/** The migration is not a file that can be edited, but a class. */
	NOT_A_FILE,

	/** A migration below a baseline script cannot be moved. */
	BASELINE,

	/** The folder of the migrations is missing or cannot be read. */
	NO_FOLDER,

	/** The {@code HEAD} file cannot be kept. */
	HEAD_FILE,

	/** A file is not as it was read. */
	FILE_CHANGED,

	/** A file to be written already exists. */
	FILE_EXISTS,

	/** A file or folder cannot be written. */
	NOT_WRITABLE,

	/** An earlier edit was interrupted or is still running. */
	UNFINISHED_EDIT,

	/** Writing failed. */
	WRITE_FAILED

}
