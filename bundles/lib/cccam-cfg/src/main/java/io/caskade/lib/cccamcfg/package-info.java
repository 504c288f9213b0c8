/** CCcam's own files: CCcam.cfg and CCcam.providers, read with line numbers, and lines written. */
@NullMarked
package io.caskade.lib.cccamcfg;

import org.jspecify.annotations.NullMarked;
