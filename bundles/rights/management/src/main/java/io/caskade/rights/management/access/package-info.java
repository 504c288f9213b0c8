/** Who somebody is: accounts, sign-in, second factor, tokens of programs. */
@NullMarked
package io.caskade.rights.management.access;

import org.jspecify.annotations.NullMarked;
