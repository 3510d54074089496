package org.coursewarecommons.shared;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.annotation.Annotation;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.reflect.MethodSignature;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.multipart.MultipartFile;

/** Gives every {@link Idempotent} door its transaction, its replay of the first answer and its retry of lost races. */
@Aspect
@Component
@Order(0)
class IdempotencyAspect {

    /** Two reviewers who decide in the same moment collide in the engine's row versions; the loser simply runs again. */
    private static final int TRIES = 4;

    private final IdempotencyRecords records;
    private final TransactionTemplate transaction;
    private final ObjectMapper mapper;
    private final CallerKey caller;

    IdempotencyAspect(
            IdempotencyRecords records, TransactionTemplate transaction, ObjectMapper mapper, CallerKey caller) {
        this.records = records;
        this.transaction = transaction;
        this.mapper = mapper;
        this.caller = caller;
    }

    @Around("@annotation(door)")
    Object answerOnce(ProceedingJoinPoint call, Idempotent door) throws Throwable {
        IdempotencyRecords.Key key = keyOf(call);
        if (door.outsideTransaction()) {
            return key == null ? call.proceed() : reserveAndRun(call, key);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return inTransaction(call, key);
            } catch (ConcurrencyFailureException lostRace) {
                if (attempt == TRIES) {
                    throw lostRace;
                }
            }
        }
    }

    private Object inTransaction(ProceedingJoinPoint call, IdempotencyRecords.@Nullable Key key) throws Throwable {
        try {
            return transaction.execute(status -> {
                if (key == null) {
                    return proceed(call);
                }
                if (!records.reserve(key)) {
                    return records.replay(key);
                }
                ResponseEntity<?> answer = proceed(call);
                records.store(key, answer);
                return answer;
            });
        } catch (Wrapped wrapped) {
            throw wrapped.getCause();
        }
    }

    private ResponseEntity<?> reserveAndRun(ProceedingJoinPoint call, IdempotencyRecords.Key key) throws Throwable {
        if (!records.reserve(key)) {
            return records.replay(key);
        }
        try {
            ResponseEntity<?> answer = (ResponseEntity<?>) call.proceed();
            records.store(key, answer);
            return answer;
        } catch (Throwable failed) {
            records.forget(key);
            throw failed;
        }
    }

    private static ResponseEntity<?> proceed(ProceedingJoinPoint call) {
        try {
            return (ResponseEntity<?>) call.proceed();
        } catch (RuntimeException | Error unchecked) {
            throw unchecked;
        } catch (Throwable checked) {
            throw new Wrapped(checked);
        }
    }

    private IdempotencyRecords.@Nullable Key keyOf(ProceedingJoinPoint call) {
        var request = ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
        String header = request.getHeader("Idempotency-Key");
        if (header == null) {
            return null;
        }
        UUID value;
        try {
            value = UUID.fromString(header.strip().replace("\"", ""));
        } catch (IllegalArgumentException notAUuid) {
            throw ProblemException.invalidParameter("Idempotency-Key", "uuid");
        }
        String target = request.getMethod() + " " + request.getRequestURI();
        return new IdempotencyRecords.Key(caller.currentKey(), value, fingerprint(target, call));
    }

    /** What the call asks for: the door, the values of the path (in the URI) and the body. */
    private String fingerprint(String target, ProceedingJoinPoint call) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(target.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            Annotation[][] annotations =
                    ((MethodSignature) call.getSignature()).getMethod().getParameterAnnotations();
            for (int i = 0; i < annotations.length; i++) {
                Object argument = call.getArgs()[i];
                if (argument instanceof MultipartFile file) {
                    digest.update((file.getOriginalFilename() + file.getSize())
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
                } else if (isBody(annotations[i])) {
                    digest.update(mapper.writeValueAsBytes(argument));
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException | com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean isBody(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof RequestBody) {
                return true;
            }
        }
        return false;
    }

    /** Carries a checked exception through the transaction callback. */
    private static final class Wrapped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrapped(Throwable cause) {
            super(cause);
        }
    }
}
