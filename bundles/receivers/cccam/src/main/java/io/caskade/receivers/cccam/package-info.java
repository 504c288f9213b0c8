/** CCcam for receivers. */
@NullMarked
package io.caskade.receivers.cccam;

import org.jspecify.annotations.NullMarked;
