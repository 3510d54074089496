package org.coursewarecommons.platform;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.coursewarecommons.shared.ProblemException;
import org.coursewarecommons.shared.SharedProblem;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.context.MessageSource;
import org.springframework.context.NoSuchMessageException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The pages behind a problem's {@code type}, and the answer to what failed before any controller. */
@Hidden
@RestController
class ProblemPages implements ErrorController {

    private static final Pattern CODE = Pattern.compile("[a-z0-9-]{1,60}");

    private final ProblemRenderer renderer;
    private final MessageSource messages;

    ProblemPages(ProblemRenderer renderer, MessageSource messages) {
        this.renderer = renderer;
        this.messages = messages;
    }

    /** What a problem code means, in the caller's language. */
    @GetMapping(path = "/problems/{code}", produces = MediaType.TEXT_PLAIN_VALUE)
    String page(@PathVariable String code, Locale locale) {
        try {
            if (CODE.matcher(code).matches()) {
                return code + "\n\n" + messages.getMessage("problem." + code + ".title", new Object[0], locale) + "\n";
            }
        } catch (NoSuchMessageException unknown) {
            // answered like any other unknown page
        }
        throw ProblemException.notFound();
    }

    @RequestMapping("/error")
    ResponseEntity<Object> error(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        SharedProblem problem =
                switch (status instanceof Integer code ? code : 404) {
                    case 400 -> SharedProblem.MALFORMED_REQUEST;
                    case 401 -> SharedProblem.UNAUTHENTICATED;
                    case 403 -> SharedProblem.FORBIDDEN;
                    case 404 -> SharedProblem.NOT_FOUND;
                    case 405 -> SharedProblem.METHOD_NOT_ALLOWED;
                    case 406 -> SharedProblem.NOT_ACCEPTABLE;
                    case 413 -> SharedProblem.PAYLOAD_TOO_LARGE;
                    case 415 -> SharedProblem.UNSUPPORTED_MEDIA_TYPE;
                    case 503 -> SharedProblem.UNAVAILABLE;
                    default -> SharedProblem.INTERNAL_ERROR;
                };
        List<Object> args = problem == SharedProblem.MALFORMED_REQUEST ? List.of(1, 1) : List.of("");
        return renderer.render(request, problem, args, List.of(), Map.of());
    }
}
