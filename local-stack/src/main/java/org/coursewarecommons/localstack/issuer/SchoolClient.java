package org.coursewarecommons.localstack.issuer;

/** A school's own system, which gets tokens by client credentials. */
record SchoolClient(String clientId, String secret, String name, String schoolCode) {}
