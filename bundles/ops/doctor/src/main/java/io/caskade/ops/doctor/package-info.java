/** Examines the head-end through the seams that every face has; {@code cas:doctor} prints it. */
@NullMarked
package io.caskade.ops.doctor;

import org.jspecify.annotations.NullMarked;
