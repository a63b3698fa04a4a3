package dev.headway.sample;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Turns exceptions of the database into responses. An application that starts while its
 * migrations are blocked must expect missing tables or columns.
 */
@RestControllerAdvice
class DatabaseProblems {

	@ExceptionHandler
	ProblemDetail schemaNotReady(InvalidDataAccessResourceUsageException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				"The database is missing a table or column that this version needs. See /actuator/migrations.");
	}

	@ExceptionHandler
	ProblemDetail nameTaken(DataIntegrityViolationException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "A user with this name already exists.");
	}

}
