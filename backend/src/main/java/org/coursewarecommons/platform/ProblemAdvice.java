package org.coursewarecommons.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.catalina.connector.ClientAbortException;
import org.coursewarecommons.shared.Fault;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.SharedProblem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns every exception of a controller into a problem document. 4xx are one line in the log, 5xx come with the stack. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private static final Map<Integer, SharedProblem> BY_STATUS = Map.of(
            400, SharedProblem.MALFORMED_REQUEST,
            404, SharedProblem.NOT_FOUND,
            405, SharedProblem.METHOD_NOT_ALLOWED,
            406, SharedProblem.NOT_ACCEPTABLE,
            413, SharedProblem.PAYLOAD_TOO_LARGE,
            415, SharedProblem.UNSUPPORTED_MEDIA_TYPE);

    private final ProblemRenderer renderer;

    ProblemAdvice(ProblemRenderer renderer) {
        this.renderer = renderer;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> refused(ProblemException refusal, HttpServletRequest request) {
        if (refusal.problem().status().is5xxServerError()) {
            LOG.error("{} {} failed: {}", request.getMethod(), door(request), refusal.getMessage(), refusal);
        } else {
            LOG.info("{} {} refused: {}", request.getMethod(), door(request), refusal.getMessage());
        }
        return renderer.render(request, refusal.problem(), refusal.args(), refusal.faults(), refusal.headers());
    }

    @ExceptionHandler
    ResponseEntity<Object> collided(ConcurrencyFailureException race, HttpServletRequest request) {
        LOG.warn("{} {} lost a race: {}", request.getMethod(), door(request), race.toString());
        return renderer.render(
                request, SharedProblem.CONCURRENT_CHANGE, List.of(), List.of(), Map.of(HttpHeaders.RETRY_AFTER, "1"));
    }

    @ExceptionHandler({DataAccessResourceFailureException.class, CannotCreateTransactionException.class})
    @Nullable
    ResponseEntity<Object> databaseGone(Exception gone, HttpServletRequest request) {
        return refused(ProblemException.unavailable("database", gone), request);
    }

    /** The client went away while bytes were on their way: there is nobody to answer. */
    @ExceptionHandler
    void clientGone(ClientAbortException gone) {
        LOG.debug("client went away: {}", gone.toString());
    }

    @ExceptionHandler
    ResponseEntity<Object> broken(Exception bug, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (response.isCommitted()) {
            // Too late for a problem. The server cuts the connection, lest half of an answer pass for all of it.
            LOG.warn("{} {} broke off: {}", request.getMethod(), door(request), bug.toString());
            throw bug;
        }
        LOG.error("{} {} broke", request.getMethod(), door(request), bug);
        return renderer.render(request, SharedProblem.INTERNAL_ERROR, List.of(), List.of(), Map.of());
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = mismatch instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(mismatch.getPropertyName());
        // A malformed id in the path names nothing that could exist.
        if (isPathVariable(mismatch)) {
            return render(request, SharedProblem.NOT_FOUND, List.of(), List.of(), headers);
        }
        Fault fault = Fault.of("?" + name, "format");
        return render(request, SharedProblem.INVALID_PARAMETER, List.of(name), List.of(fault), headers);
    }

    @Override
    protected ResponseEntity<Object> handleServletRequestBindingException(
            ServletRequestBindingException missing, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = missing instanceof MissingServletRequestParameterException parameter
                ? parameter.getParameterName()
                : "";
        Fault fault = Fault.of("?" + name, "required");
        return render(request, SharedProblem.INVALID_PARAMETER, List.of(name), List.of(fault), headers);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        SharedProblem problem = BY_STATUS.getOrDefault(status.value(), SharedProblem.INTERNAL_ERROR);
        if (problem == SharedProblem.INTERNAL_ERROR) {
            LOG.error("request broke", exception);
        }
        List<Object> args = problem == SharedProblem.MALFORMED_REQUEST ? List.of(1, 1) : List.of();
        return render(request, problem, args, List.of(), headers);
    }

    private ResponseEntity<Object> render(
            WebRequest request, SharedProblem problem, List<Object> args, List<Fault> faults, HttpHeaders headers) {
        return renderer.render(
                ((ServletWebRequest) request).getRequest(),
                problem,
                args,
                faults,
                new HashMap<>(headers.toSingleValueMap()));
    }

    /** The path without what is a secret in it: whoever knows a class code may answer for the class. */
    private static String door(HttpServletRequest request) {
        return request.getRequestURI().replaceFirst("(/questionnaire-links/)[^/]+", "$1***");
    }

    private static boolean isPathVariable(TypeMismatchException mismatch) {
        return mismatch instanceof MethodArgumentTypeMismatchException argument
                && argument.getParameter().hasParameterAnnotation(PathVariable.class);
    }
}
