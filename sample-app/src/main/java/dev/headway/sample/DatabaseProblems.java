package dev.headway.sample;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers in place of the database's exceptions. An application that serves while its
 * migrations are blocked must expect that tables or columns are missing.
 */
@RestControllerAdvice
class DatabaseProblems {

	@ExceptionHandler
	ProblemDetail schemaNotReady(BadSqlGrammarException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				"The database lacks a table or column of this version; /actuator/migrations tells why");
	}

	@ExceptionHandler
	ProblemDetail nameTaken(DuplicateKeyException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "There is a user of this name");
	}

}
