/** What persons are told: inbox, mail at once or as a daily digest, live stream. Listens to notices and knows no sender. */
@ApplicationModule(allowedDependencies = {"shared", "identity", "organisation"})
@NullMarked
package org.coursewarecommons.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
