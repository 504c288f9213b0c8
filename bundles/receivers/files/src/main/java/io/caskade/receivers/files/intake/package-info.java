/** Takes accounts over from CCcam.cfg and oscam.user. */
@NullMarked
package io.caskade.receivers.files.intake;

import org.jspecify.annotations.NullMarked;
