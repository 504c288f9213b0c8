/** Journal: who did what, when, from where; its verification. */
@NullMarked
@Version("1.0.0")
package io.caskade.api.rights.journal;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
