/** The OpenID provider of the demo: accounts from the seeds, log-in without a password, real signatures. */
@NullMarked
package org.coursewarecommons.localstack.issuer;

import org.jspecify.annotations.NullMarked;
