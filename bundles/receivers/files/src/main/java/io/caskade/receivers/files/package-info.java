/** Accounts from files of other servers, and lines for receivers. */
@NullMarked
package io.caskade.receivers.files;

import org.jspecify.annotations.NullMarked;
