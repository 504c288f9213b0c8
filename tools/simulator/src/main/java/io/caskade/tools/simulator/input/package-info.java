/** Where the stream comes from: a file in a loop, or UDP. */
@NullMarked
package io.caskade.tools.simulator.input;

import org.jspecify.annotations.NullMarked;
