/** What people say of the library: messages, questionnaires. Internal to {@code usage} but for the ports in its root. */
@NullMarked
package org.coursewarecommons.usage.feedback;

import org.jspecify.annotations.NullMarked;
