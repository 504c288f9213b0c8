/** A receiver that tests its line: logs in, asks once, and says what is wrong and what to do. */
@NullMarked
package io.caskade.lib.cwclient;

import org.jspecify.annotations.NullMarked;
