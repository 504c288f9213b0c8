/** camd35 over UDP and TCP on the wire, both ends. */
@NullMarked
package io.caskade.lib.camd35;

import org.jspecify.annotations.NullMarked;
