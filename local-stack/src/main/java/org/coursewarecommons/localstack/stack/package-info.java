/** Starts PostgreSQL, Elasticsearch, an S3 server and the token issuer in one directory, and leaves nothing behind. */
@NullMarked
package org.coursewarecommons.localstack.stack;

import org.jspecify.annotations.NullMarked;
