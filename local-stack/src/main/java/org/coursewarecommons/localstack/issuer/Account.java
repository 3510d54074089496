package org.coursewarecommons.localstack.issuer;

import java.util.List;

/**
 * Somebody who can get a token.
 *
 * @param username the seed person's code or the client's id; the claim {@code sub}
 * @param schoolCode the seed school's code; empty for people above the schools
 */
public record Account(String username, String name, List<String> roles, String schoolCode) {}
