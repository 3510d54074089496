package org.coursewarecommons.localstack.issuer;

/** The issuer's own URL, exactly as in the claim {@code iss}. */
record IssuerAddress(String url) {}
