package org.coursewarecommons.catalog;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Whatever door asks for a retired resource, for its files or for a picture of them, answers 410 with the tombstone. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class GoneAdvice {

    @ExceptionHandler
    ResponseEntity<Tombstone> gone(ResourceGone gone) {
        return ResponseEntity.status(HttpStatus.GONE)
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(gone.tombstone());
    }
}
