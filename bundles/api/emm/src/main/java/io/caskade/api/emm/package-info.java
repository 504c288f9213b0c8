/** EMM flow: what goes on air next, pulled by whoever owns the socket. */
@NullMarked
@Version("1.0.0")
package io.caskade.api.emm;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
