package org.coursewarecommons.shared;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that the client can understand. It becomes an RFC 9457 problem document in one place; whatever the
 * transaction did before is rolled back.
 */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemCode problem;
    private final transient List<Object> args;
    private final transient List<Fault> faults;
    private final transient Map<String, String> headers;

    public ProblemException(ProblemCode problem, Object... args) {
        this(problem, List.of(args), List.of(), Map.of(), null);
    }

    private ProblemException(
            ProblemCode problem,
            List<Object> args,
            List<Fault> faults,
            Map<String, String> headers,
            @Nullable Throwable cause) {
        super(problem.code() + (args.isEmpty() ? "" : " " + args) + (faults.isEmpty() ? "" : " " + faults), cause);
        this.problem = problem;
        this.args = args;
        this.faults = faults;
        this.headers = headers;
    }

    /** All faults of a body at once, so that a client mends them in one go. */
    public static ProblemException invalid(List<Fault> faults) {
        return new ProblemException(SharedProblem.INVALID_INPUT, List.of(), List.copyOf(faults), Map.of(), null);
    }

    public static ProblemException invalid(String pointer, String code, Object... args) {
        return invalid(List.of(Fault.of(pointer, code, args)));
    }

    /** A refusal that names the broken rule among {@code errors}. @param rule code of the fault, also the problem's argument */
    public static ProblemException because(ProblemCode problem, String rule) {
        return new ProblemException(problem, List.of(rule), List.of(Fault.of("", rule)), Map.of(), null);
    }

    /** A refusal with everything that stands in the way. */
    public static ProblemException refused(ProblemCode problem, List<Fault> faults) {
        return new ProblemException(problem, List.of(), List.copyOf(faults), Map.of(), null);
    }

    /** A query parameter, path variable or header without an allowed value. */
    public static ProblemException invalidParameter(String name, String code, Object... args) {
        return new ProblemException(
                SharedProblem.INVALID_PARAMETER,
                List.of(name),
                List.of(Fault.of("?" + name, code, args)),
                Map.of(),
                null);
    }

    /** What the caller may not see looks exactly like what isn't there. */
    public static ProblemException notFound() {
        return new ProblemException(SharedProblem.NOT_FOUND);
    }

    public static ProblemException forbidden() {
        return new ProblemException(SharedProblem.FORBIDDEN);
    }

    public static ProblemException invalidTransition(Object state) {
        return new ProblemException(SharedProblem.INVALID_TRANSITION, String.valueOf(state));
    }

    public static ProblemException stale(String currentETag) {
        return new ProblemException(
                SharedProblem.STALE, List.of(currentETag), List.of(), Map.of("ETag", currentETag), null);
    }

    /** More calls than the caller has. @param seconds until the next one is let through */
    public static ProblemException tooMany(long seconds) {
        return new ProblemException(
                SharedProblem.TOO_MANY_REQUESTS,
                List.of(seconds),
                List.of(),
                Map.of("Retry-After", String.valueOf(seconds)),
                null);
    }

    /** @param part name of what doesn't answer, for example {@code search} */
    public static ProblemException unavailable(String part, Throwable cause) {
        return new ProblemException(
                SharedProblem.UNAVAILABLE, List.of(part), List.of(), Map.of("Retry-After", "5"), cause);
    }

    public ProblemCode problem() {
        return problem;
    }

    public List<Object> args() {
        return args;
    }

    public List<Fault> faults() {
        return faults;
    }

    /** Extra response headers. */
    public Map<String, String> headers() {
        return headers;
    }
}
