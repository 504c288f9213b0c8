/** Key custody: ciphers (Bouncy Castle, or the JDK where it is faster) and the vault. */
@NullMarked
package io.caskade.keys.crypto;

import org.jspecify.annotations.NullMarked;
