/** Lines that subscribers enter into their receivers. */
@NullMarked
package io.caskade.receivers.files.lines;

import org.jspecify.annotations.NullMarked;
