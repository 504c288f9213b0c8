/** ECM flow: from a control word to an ECM, and the profile that knows both formats. */
@NullMarked
@Version("1.0.0")
package io.caskade.api.ecm;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
