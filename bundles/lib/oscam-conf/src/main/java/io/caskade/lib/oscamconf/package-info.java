/**
 * OSCam's own files: oscam.user read with line numbers, readers of oscam.server written and read.
 */
@NullMarked
package io.caskade.lib.oscamconf;

import org.jspecify.annotations.NullMarked;
